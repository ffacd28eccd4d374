### What the program says when something is refused, noted or signed.

trouble-no-home = This user has no folder for data. Name a vault with --vault DIR.
trouble-locked = The vault is locked. Unlock it first.
trouble-fault = Something went wrong inside the program. What was saved is safe; lock and unlock before going on.
trouble-no-randomness = The system gave no random numbers. Nothing was written; try again.
trouble-logo-large = The logo is larger than 1 MB. Choose a smaller picture.
trouble-acknowledgement-incomplete = Tick what was done, and write what was agreed and who follows up.
trouble-acknowledgement-elsewhere = Write the date and the place of the evaluation elsewhere.
trouble-review-clinician = Only a clinician notes what was agreed about a point of safety.
trouble-review-empty = Write what was looked at and what was agreed.
trouble-signed-already = This screening is signed already. Add an addendum instead.
trouble-not-signed-yet = This screening is not signed yet: it can still be changed, and nothing is added to it.
trouble-in-error-already = This screening is marked as entered in error. It stays as it is; an addendum can still be written.
trouble-addendum-empty = Write what is to be added.
trouble-in-error-why = Write why it is an error.
trouble-letter-other = A letter corrects one about the same person, and this one is about somebody else.
trouble-concern-open = A safety concern is still open. A clinician has to note it first.
trouble-letter-unsigned = Letters are made from signed screenings. Sign it first.
trouble-letter-locked = Letters are locked until a clinician has noted the safety concern.
trouble-letter-kind = This letter does not belong to this kind of screening.
trouble-letter-no-seat = No group was decided on, so there is no group to write to.
trouble-file = { $path }: not written: { $reason }
trouble-file-exists = a file with this name exists already; choose another name
trouble-file-no-folder = its folder does not exist
trouble-file-no-permission = you may not write there
trouble-sheet-office = The groups of the office sheet do not match. Compare them with the sheet.
trouble-sheet-clinical = The groups of the clinical sheet do not match. Compare them with the sheet.
trouble-demo-folder = { $path }: something else stands there. Name an empty folder for the sample clinic.
trouble-wait-seconds = { $number ->
    [one] Too many tries failed. The next one is possible in 1 second.
   *[other] Too many tries failed. The next one is possible in { $number } seconds.
}
trouble-synced-folder = The vault lies in a folder of { $by }. There, old versions of it stay where nobody can erase them, and two computers can spoil it. Choose a folder of this computer alone.
trouble-conflict-copy = Beside the vault’s files stands “{ $name }”, a second version made by a program that keeps folders in step. Nothing was opened. Move the vault out of that folder, and keep both versions until it is clear which is the true one.
trouble-wait-minutes = Too many tries failed. The next one is possible in { $number } minutes.
trouble-wait-hours = Too many tries failed. The next one is possible in { $number } hours, counted while this computer is on.
trouble-wait-shut = An administrator can let you in again sooner; so can a recovery sheet.

client-problem-name = a name is needed
client-problem-long = a field is longer than { $most } characters
client-problem-control = a field holds line breaks, control characters or direction marks; remove them

note-header-repaired = One of the two copies of the vault’s header was damaged and has been repaired.
note-clock-went-back = The clock of this computer stands earlier than the last entry in the vault. Please check it.
note-clinical-key-changed = The clinicians’ key was changed since you were here last. If nobody told you why, ask your administrator.
note-clinical-access-waits = You have the role of clinician, but not yet the clinicians’ key. A clinician gives it to you under Settings, People.
note-clinical-access-parked = Your way in was renewed. Until a clinician gives you the clinicians’ key back, therapy assessments stay closed to you.
note-clinical-rotation-pending = A clinician has left. The clinicians’ key should be changed now: Settings, People, “Change the clinicians’ key”.
note-seals-suspect =
    { $number ->
        [one] One part that the front desk sealed does not fit the activity log and stays closed. Run a full check.
       *[other] { $number } parts that the front desk sealed do not fit the activity log and stay closed. Run a full check.
    }
note-office-sheet-used = The office recovery sheet was used in the last thirty days. If nobody told you why, ask your administrator.
note-clinical-sheet-used = The clinical recovery sheet was used in the last thirty days. If nobody told you why, ask your clinicians.
note-office-sheet-renew = The office recovery sheet was used and is no longer secret. Print a fresh one under Settings, People.
note-clinical-sheet-renew = The clinical recovery sheet was used and is no longer secret. Print a fresh one under Settings, People.
note-failed-tries = { $number ->
    [one] 1 try to prove to be you failed
   *[other] { $number } tries to prove to be you failed
}
note-failed-since = since { $day }, { $time }. If that was not you, tell an administrator.
note-tries-lost = The record of failed tries at this vault was missing or had been altered. If nobody moved or cleaned up files here, tell an administrator.
note-ended-early = The last session ended without locking. Drafts are as they were last saved.

screening-unnamed = Not named
sign-statement = Signed by { $name }, who has reviewed the answers and the reasons, and decided.
sign-not-ready = This screening cannot be signed yet:
ground-consent-in-letter = consent of the person, stated in the letter
ground-same-clinic = treatment in the same clinic

letter-kind-support = Introduction to a support group
letter-kind-person = Letter to the person
letter-kind-clinical = Clinical letter

demo-marker = A sample clinic of Anteroom. Everyone in it is invented. It may be deleted or made anew.
demo-link = I have lost someone close to me.
note-computer-forgot = What this computer remembered of its vaults could not be read. It remembers this one anew from now on.
