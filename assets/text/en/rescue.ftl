# Beside signing in: another vault, a backup put back, a recovery sheet, a damaged vault, an older format.
way-another = Another vault…
way-restore = Restore from a backup…
way-sheet = I have a recovery sheet
way-salvage = Carry over what can be read…
rescue-promise = Whatever is done here leaves the files of the vault as they are, beside the new ones.
rescue-back = Back
rescue-busy = Work is under way. It can be stopped above.
rescue-begin-again = What was unpacked is gone. Choose the backup again.
rescue-lock-first = Lock the vault first.
error-needed = This is needed.

another-title = Another vault
another-title-help = A vault is a folder, for example Clinic.vault.
another-folder = Folder of the vault
another-go = Look at this vault

upgrade-title = Bring the vault up to date?
upgrade-banner = The vault has an older format
upgrade-backup = The backup is written to the folder for backups, or beside the vault if that cannot be reached. It is opened again and checked before anything is changed. You can stop until then, and nothing is changed.
upgrade-passphrase = Your passphrase, once more
upgrade-go = Back up and bring up to date

restore-title = Restore from a backup
restore-title-help = The backup is unpacked beside the vault, opened and checked before it takes its place. The vault that stands there now is kept beside it.
restore-offered = Backups of this vault
restore-file = Backup file
restore-unpack = Unpack this backup
restore-found = Backup of { $when }
restore-replaces = It will stand at { $place }. What stands there now is kept beside it.
restore-stands = It will stand at { $place }, where nothing stands now.
restore-passphrase = Passphrase of that time
restore-open = Open and check it
restore-persons = Who still works here?
restore-persons-help = The keys of the vault are changed. Whoever is not ticked cannot open it any more.
restore-nobody = Somebody has to be left who works here.
restore-again = Your passphrase, once more
restore-second = Two people confirm a restore here. A second one signs beside you.
restore-second-login = Second person’s login
restore-second-passphrase = Second person’s passphrase
restore-go = Put it in place
restore-done = The vault is restored
restore-sign-in = To sign-in
rescue-lost-nothing = Nothing happened in the present vault after this backup.
rescue-lost-events = { $number ->
    [one] One later event of the present vault is not in this backup.
   *[other] { $number } later events of the present vault are not in this backup.
}
rescue-lost-unknown = What happened after this backup is not known: the present vault did not open with the same passphrase.
rescue-lost-other = This backup is not an earlier state of the vault that stands there now.
rescue-done-at = It stands at { $vault }.
rescue-done-replaced = What stood there is kept as { $place }. Remove it only when you are sure.
rescue-done-left = { $number ->
    [one] One person cannot open it any more.
   *[other] { $number } people cannot open it any more.
}
rescue-done-next = Its keys are new: sign in and make a backup now.

salvage-title = Carry over what can be read
salvage-title-help = For a damaged vault without a good backup. Every record that is still whole is copied into a new vault beside it, and what is missing is named. The damaged files are only read.
salvage-go = Carry over
salvage-done = The rescued vault
salvage-whole = Nothing is missing
salvage-missing = Some things are missing or do not fit
salvage-more = And { $count } more.
salvage-at = It stands at { $vault }.
salvage-next = Keep the damaged folder until you have compared the two.
salvage-open = Open the rescued vault
rescue-carried = { $number ->
    [one] One entry was carried over.
   *[other] { $number } entries were carried over.
}
rescue-gap = Part of this could not be read: { $table }.

use-sheet-title = Recovery sheet
use-sheet-title-help = The sheet was printed when the vault was made. Whoever uses it is named in the activity log, and everybody is told for thirty days.
use-sheet-code = Code of the sheet
use-sheet-code-about = Eight groups of four. Small letters are the same as capital ones; I and L are read as 1, O as 0.
use-sheet-read = Read the code
use-sheet-office = This is the office sheet. It makes one person an administrator, with a new passphrase. What was said in therapy-group assessments stays closed to it.
use-sheet-clinical = This is the clinical sheet. It gives a clinician who works here the clinicians’ key, with their present passphrase.
use-sheet-who = Who takes over?
use-sheet-who-present = Works here already
use-sheet-who-new = Is new here
use-sheet-own-passphrase = Your passphrase
use-sheet-told = Afterwards print a fresh sheet and change the keys, under Settings, People.
use-sheet-go = Let this person in

backups-restore = Restore from a backup…
backups-restore-about = The vault is locked first. Choose a backup on the page that follows; nothing is replaced before you confirm it there.
first-has-one = Is there a vault or a backup already?
