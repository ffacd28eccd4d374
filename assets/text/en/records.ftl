### Who may do what, restricted clients, holds, retention and erasure.

home-no-screenings = Nothing of clients is shown here
home-no-screenings-text = Your roles reach the clinic’s settings and the records about them, not what belongs to clients.
new-therapy-clinician = A therapy-group assessment is run by a clinician. Ask one to go on.
