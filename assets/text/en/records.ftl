### Who may do what, restricted clients, holds, retention and erasure.

home-no-screenings = Nothing of clients is shown here
home-no-screenings-text = Your roles reach the clinic’s settings and the records about them, not what belongs to clients.
new-therapy-clinician = A therapy-group assessment is run by a clinician. Ask one to go on.
note-clock-jumped = The date of this computer is more than a month ahead of the last entry in the vault. Nothing is removed by its age until an administrator confirms the date.

place-records = Records
records-somebody = somebody who left
records-client-id = client { $id }
records-help = What waits for a second person, what is due, what a legal hold keeps, and for how long everything is kept.
records-loading = One moment.
records-waiting = Waiting for somebody
records-nothing-waits = Nothing waits.
records-home = { $number ->
    [one] 1 thing waits under Records
   *[other] { $number } things wait under Records
}
records-home-open = Look at it

records-done-nothing = Done.
records-done-acknowledged = Noted that you have looked at it.
records-done-held = The hold stands. Nothing under it can be removed.
records-done-released = The hold is released. It stays in the records.
records-done-release-asked = Noted. The hold stands until a second person releases it.
records-done-kept = The hold is kept.
records-done-erasure-asked = The erasure was asked for. Nothing is removed before it is confirmed.
records-done-erasure-withdrawn = The request was taken back.
records-done-proposed = The periods were proposed. They hold once they are put in force.
records-done-table-withdrawn = The proposal was taken back.
records-done-activated = The periods are in force.
records-done-clock = The date is confirmed, and what waited for it was removed.

records-reason = Why
records-reason-help = At least 20 characters. It is kept with what you do.
records-reason-short = Write at least 20 characters.
records-cancel = Cancel

restricted-title = { $name } is a restricted client
restricted-text = For example a colleague or family. Opening the record needs a reason, which is kept. It stays open for an hour. Where there is a second clinician, they look at the reason within three days.
restricted-why = What for
restricted-why-care = Care or assessment
restricted-why-emergency = Somebody may be in danger
restricted-why-record = To correct or complete the record
restricted-why-request = The person asked, or somebody has a right to know
restricted-why-other = Something else
restricted-open = Open for an hour
restricted-open-banner = Restricted client, opened with a reason
restricted-open-text = Everything that you look at is noted. The record closes { $number ->
    [0] in less than a minute
    [one] in 1 minute
   *[other] in { $number } minutes
}.
restricted-line = Restricted client: opened with a reason, and everything is noted.
restricted-mark = restricted

opening-line = { $by } opened { $client }, { $when }: { $why }
opening-overdue = A second clinician should have looked at this within three days.
opening-due = A second clinician looks at this within three days.
opening-read = Read the reason
opening-reason-title = Why the restricted client was opened
opening-looked = I have looked at it

hold-set = Set a legal hold
hold-set-all = Hold everything
hold-set-title = Set a legal hold
hold-set-text = While it stands, nothing of this client is removed: no draft goes by its age, erasure is refused, and backups are kept. One person sets it; two release it.
hold-set-all-text = While it stands, nothing in this vault is removed: no draft goes by its age, erasure is refused, and backups are kept. One person sets it; two release it.
hold-matter = Number of the matter
hold-set-do = Set the hold
hold-title = Legal holds
hold-none = No hold stands.
hold-on = Legal hold on { $client }
hold-on-all = Legal hold on the whole vault
hold-line = “{ $reason }” Set by { $by }, { $when }.
hold-line-matter = “{ $reason }” Matter { $matter }. Set by { $by }, { $when }.
hold-asked = { $by } asks to release the hold on { $client }: “{ $reason }”
hold-asked-all = { $by } asks to release the hold on the whole vault: “{ $reason }”
hold-asked-mine = You asked to release it. A second person has to do that.
hold-release = Release
hold-release-ask = Ask for release
hold-release-title = Release the hold
hold-release-text = After this the records under it can be removed again. The hold, its reason and who released it stay in the records.
hold-release-ask-text = A second person has to release it after you. Until then the hold stands.
hold-keep = Keep it

erase-ask-title = Ask for the erasure of this client
erase-ask-text = Everything about the person goes: record, screenings, letters, consents, notes. A second person confirms. Laws may demand that a record is kept: check that first.
erase-ask-alone = Everything about the person goes: record, screenings, letters, consents, notes. As you are alone, it can be confirmed a day from now. Laws may demand that a record is kept: check that first.
erase-why = Ground
erase-why-request = The person asked for it
erase-why-overdue = The time for keeping it is over
erase-why-mistake = It should never have been entered
erase-why-order = A court or an authority ordered it
erase-why-other = Something else
erase-ask-do = Ask for erasure
erase-asked = Erasure was asked for
erase-asked-line = { $by } asked to erase { $client }, { $when }. { $why }. “{ $reason }”
erase-early = It can be confirmed from { $when } on.
erase-mine = You asked for it. A second person has to confirm.
erase-clinician = A clinician has to confirm.
erase-withdraw = Take back
erase-confirm = Erase for good
erase-confirm-title = Erase { $client } for good?
erase-confirm-text = This cannot be undone. Letters that were sent, paper, and backups until they age out are not reached.
erase-passphrase = Your passphrase
erase-done-title = The client was erased
erase-done-close = Close
erased-removed = Removed from the vault: { $what }.
erased-screenings = { $number ->
    [one] 1 screening
   *[other] { $number } screenings
}
erased-sealed = { $number ->
    [one] 1 sealed record with its key
   *[other] { $number } sealed records with their keys
}
erased-letters = { $number ->
    [one] 1 letter
   *[other] { $number } letters
}
erased-addenda = { $number ->
    [one] 1 addendum
   *[other] { $number } addenda
}
erased-risks = { $number ->
    [one] 1 risk record
   *[other] { $number } risk records
}
erased-consents = { $number ->
    [one] 1 consent
   *[other] { $number } consents
}
erased-others = { $number ->
    [one] 1 other row
   *[other] { $number } other rows
}
erased-compacted = The file was written anew; the space that the client had is gone from it.
erased-overwritten = The space that the client had was overwritten. The file could not be written anew, for want of room: make room and run a backup.
erased-backups-unknown = Backups made before today still hold the client, for whoever could open them then. The last of them is gone by { $day }, if backups are rotated as they come; delete or remake them to be earlier.
erased-backups-until = Backups in the folder for backups that still hold the client, for whoever could open them then: { $number }. If one is made each day, the last of them is gone by { $day }; delete them to be earlier. Copies kept elsewhere are not counted.
erased-backups-none = No backup of this vault lies in the folder for backups. Copies kept elsewhere still hold the client, for whoever could open them then.
erased-backups-held = Backups made before today still hold the client, and a legal hold keeps all backups. They go when it is released.
erased-rotated = The clinicians’ key was changed: keys in older backups open nothing that is written from now on.
erased-rotate = The clinicians’ key should be changed now, so that keys in older backups open nothing new: Staff, Change the clinicians’ key.
erased-sent = { $number ->
    [0] No letter had gone out.
    [one] 1 letter had gone out; it is with its receiver.
   *[other] { $number } letters had gone out; they are with their receivers.
}
erased-paper = Printed paper, files that were saved outside the vault, and support-group checks that were never linked to this record are not reached.
erased-log = The activity log keeps its rows, with random ids and no name. The erasure stands there as { $id }.
erased-past = Erasures
erased-past-line = { $when }: { $why }. { $screenings }, { $letters }. Confirmed by { $by }.

due-title = Due
due-none = Nothing is due.
due-col-what = What
due-col-client = Of
due-col-date = Since
due-col-why = Why
due-class-support-check = Support-group check
due-class-draft = Unsigned assessment
due-class-signed = Signed assessment
due-class-risk-record = Risk record
due-class-letter = Letter of a support-group check
due-why-time-is-over = Its time is over
due-why-joined = The person joined
due-why-soon = Will be removed on this day
due-why-soon-kept = Old: finish it or throw it away
due-why-years-are-over = Its years are over
due-why-years-since-adulthood = Its years since adulthood are over
due-why-concern-open = A safety concern is open: a clinician looks first
due-held = Kept by a legal hold

retention-title = For how long what is kept
retention-not-active = These are the shipped periods. Nobody has put them in force yet: until then only support-group checks go, on the day that was promised when they were finished. Law differs: let somebody who knows yours look at them.
retention-active = In force since { $when }, by { $by }.
retention-support = Outcome of a support-group check
retention-support-value = { $number ->
    [one] 1 day after the decision
   *[other] { $number } days after the decision
}
retention-support-joined = or until the person has joined
retention-draft = Unsigned assessment
retention-draft-value = { $number ->
    [one] 1 day after the last change
   *[other] { $number } days after the last change
}
retention-draft-warn = { $number ->
    [one] a warning after 1 day
   *[other] a warning after { $number } days
}
retention-signed = Signed assessment, risk records
retention-signed-value = { $number ->
    [one] 1 year, then on the due list; never removed by itself
   *[other] { $number } years, then on the due list; never removed by itself
}
retention-minors = For minors counted from the day on which they turn { $age }
retention-minors-not = For minors counted like for adults
retention-propose = Propose other periods
retention-propose-these = Propose these periods
retention-propose-title = Propose periods
retention-propose-text = They hold once a clinician has put them in force.
retention-propose-do = Propose
retention-field-support = Support-group checks, days
retention-field-draft = Unsigned assessments, days
retention-field-warn = Warning after, days
retention-field-signed = Signed assessments, years
retention-field-adult = Adult at, years
retention-field-joined = Checks go when the person has joined
retention-field-minors = Years of minors begin when they are adults
retention-proposed = { $by } proposes other periods
retention-proposed-mine = You proposed periods
retention-proposed-text = Checks { $support } days, drafts { $draft } days with a warning after { $warn }, signed { $signed } years.
retention-activate = Put in force
retention-activate-title = Put these periods in force?
retention-activate-text = From the next unlock on, unsigned assessments older than this are removed, each with an entry in the activity log. Signed ones never are.
retention-wait-second = A second person, a clinician, puts them in force.
clock-title = The date of this computer jumped
clock-text = It was more than a month ahead of the last entry. Nothing is removed by its age until an administrator says that the date is right.
clock-confirm = The date is right
retention-problem = These periods do not fit together: the warning comes before the end, and all are between a day and a hundred years.
retention-law = Law differs by place: ask somebody who knows yours.
restricted-choose = Choose one
client-records = Records
client-hold-set = Set a legal hold
client-erase-ask = Ask for erasure

co-sign-statement = { $name } has read this assessment and signs it as a second clinician.
addendum-added = Added { $when } by { $by }: { $text }
addendum-error = Entered in error, { $when }, { $by }: { $text }
addendum-co-signed = Signed as second clinician, { $when }: { $text }
