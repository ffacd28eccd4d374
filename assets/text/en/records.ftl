### Who may do what, restricted clients, holds, retention and erasure.

home-no-screenings = Nothing of clients is shown here
home-no-screenings-text = Your roles reach the clinic’s settings and the records about them, not what belongs to clients.
new-therapy-clinician = A therapy-group assessment is run by a clinician. Ask one to go on.
note-clock-jumped = The date of this computer is more than a month ahead of the last entry in the vault. Nothing is removed by its age until an administrator confirms the date.
