# Backups, restores, checks, and what is wrong with a damaged vault.
note-new-format = The vault was brought to the format of this version. A backup of how it was before was made first.

# Failures, in the order of the design's table. What happened, what was kept, what to do next.
failure-header = Both copies of the vault’s key header are unreadable. The records are not lost: take the header from a backup (anteroom vault restore BACKUP --into VAULT --header), or restore the whole vault from the newest backup.
failure-header-foreign = The vault’s header and its database do not belong together. Nothing was changed. Put both back from one backup.
failure-pages = Part of the vault’s file is damaged. Nothing more is written into it. Copy the whole vault folder aside, then restore the newest backup.
failure-cut = The vault’s file is cut short. Nothing was written into it. Copy the whole vault folder aside, then restore the newest backup.
failure-disk-full = The disk is full. What you see on screen is not saved yet. Make room, then save again.
failure-no-journal = The vault’s folder takes no new file, so nothing was saved. What you typed is still here. Make room on the disk, check that the folder can be written, and save again.
failure-read-only = { $place } cannot be written. The vault records who opened it, so it opens only where it can write. Copy it to a disk that can be written.
failure-newer = This vault has format { $found }; this program knows { $known }. Nothing was changed. Install the newer program.
failure-older = This vault has format { $found }; this program works with format { $known }. Nothing was changed. It can be brought up to date: a backup is made and checked first, and older programs cannot open the vault afterwards.
failure-migration = The vault could not be brought to the new format and is as it was. { $reason } A backup is at { $backup }.
failure-not-there = There is no vault at { $place }. Create one, or choose another folder.
failure-no-folder = { $place } is not a vault. A vault is a folder.
failure-no-backup = { $file } is not a whole backup. It was cut short, or is a file of another kind. Nothing was changed. Use another backup.
failure-backup-grew = { $file } has { $bytes } bytes too many: something was added to it. Nothing was changed. Use another backup.
failure-backup-damaged = { $file } is damaged: it does not match its own checksums. Nothing was changed. Use another backup.
failure-backup-forged = This backup does not match its own keys: somebody changed it. Nothing was changed. Use another backup.
failure-backup-other = This is a backup of another vault. Nothing was changed.
failure-backup-unproven = The new backup did not pass its check and was removed. Check the vault, and try again on another disk.
failure-backup-inside = { $place } lies inside the vault. Choose a folder elsewhere, best on another disk.
failure-no-room = Not enough room at { $place }: { $needed } MiB are needed, { $free } MiB are free. Nothing was begun. Make room or choose another disk.
failure-stopped = Stopped. Nothing was kept of it.

finding-header = The key header on the disk cannot be read.
finding-header-copy = One of the two copies of the key header is damaged. It is written again at the next sign-in.
finding-header-forged = The key header does not belong to this vault.
finding-length = The file is not as long as its pages.
finding-pages = Damaged pages: { $count }.
finding-structure = Faults in the structure of the database: { $count }.
finding-links = Records that point to records that are not there: { $count }.
finding-chain = The activity log was changed or is broken.
finding-anchor = The activity log is older than the header remembers: an older file may have been put back.
finding-content = A record differs from what the activity log says: { $table } { $object }.
finding-missing = A record of which the activity log tells is gone: { $table } { $object }.
finding-unknown = A record of which the activity log does not tell: { $table } { $object }.
finding-index = Search does not agree with a record: { $table } { $object }.
finding-content-many = { $count } records differ from what the activity log says ({ $table }).
finding-missing-many = { $count } records of which the activity log tells are gone ({ $table }).
finding-unknown-many = The activity log does not tell of { $count } records ({ $table }).
finding-index-many = Search does not agree with { $count } records ({ $table }).
# What a table of the vault holds, in words.
table-words = { $table ->
    [acknowledgement] what was done about danger
    [addendum] additions to signed screenings
    [audit] the activity log
    [client] clients
    [client_index] the list in which clients are searched
    [clinic_group] groups
    [consent] consents
    [desk_letter] letters of the front desk
    [disclosure] what was disclosed
    [hold] legal holds
    [leader] leaders
    [letter] letters
    [profile] profiles of staff
    [recipient] the address book
    [risk] records of danger
    [sc_draft] unfinished screenings
    [screening] screenings
    [setting] settings
    [staff] staff
   *[other] { $table }
}
finding-letter-many = { $count } stored letters are not the ones that were finished.
finding-letter = The stored letter is not the one that was finished: { $table } { $object }.

# Home and Settings.
settings-backups = Backups
backup-line = Last backup: { $when }.
backup-line-none = No backup was made yet: choose a folder under Settings, Backups.
backup-line-proven = Last proven: { $when }.
backup-line-unproven = No backup was proven yet.
backup-late = No checked backup for a week
backup-late-text = If this disk fails now, what was written since is lost. Make a backup today, best on another disk.
backup-late-go = Settings
backup-never = never
backup-last = Last backup that was opened again and checked: { $when }
backup-proven = Last backup that was restored for proof: { $when }
backup-checked = Last check of the whole vault: { $when }
backup-checked-badly = That check found problems.
backup-folder = Folder for backups
backup-folder-help = Best on another disk, or a stick that is kept elsewhere. Once a day, and when the program ends, a backup is made there if anything changed. Of 7 days, 5 weeks and 12 months the newest is kept. A backup opens only with a passphrase of that time.
backup-choose = Choose…
backup-keep-folder = Use this folder
backup-no-folder = Choose a folder for backups first.
backup-none-there = There is no backup of this vault in the folder.
backup-now = Back up now
backup-check = Check the whole vault
backup-made = The backup is made and checked
backup-made-text = { $file }
backup-same-disk = It lies on the same disk as the vault: both are lost with it. Keep one elsewhere too.
backup-newest = The newest backup is { $file }
check-clean = The vault is whole
check-clean-text = Every page, every record and the activity log were read, and no problem was found.
check-found = The check found problems
drill-title = Prove a backup
drill-help = The newest backup is restored to a private folder, opened with your passphrase, checked, and removed. Do it once a month.
drill-due = A proof is due.
drill-passphrase = Your passphrase
drill-needs-passphrase = Type your passphrase.
drill-now = Prove the newest backup
drill-done = The backup opens and is whole
drill-done-text = It holds { $clients } clients, { $screenings } screenings and { $letters } letters. Its last event is number { $event }, at { $time }.
work-title = Working
work-copying = Copying
work-pages = Checking every page
work-structure = Checking the structure
work-log = Checking the activity log
work-records = Comparing records with the activity log
work-summing = Computing checksums
