### Before the vault is open: first start, recovery sheets, unlock.

entry-name = Anteroom
entry-claim = The room before the group: find out together whether a therapy group or a support group is right.
entry-looking = Looking for the vault…
entry-locking = Locking…
entry-vault-at = The vault is in { $dir }
entry-promise-local = Everything stays on this computer. There is no network.
entry-promise-locked = Nothing is shown of anyone until you sign in.

## Unlock

unlock-title = Sign in
unlock-login = Your login
unlock-passphrase = Your passphrase
unlock-open = Open
unlock-sample = This is the sample clinic
unlock-sample-text = Its login is { $login } and its passphrase { $passphrase }.
unlock-empty = Type your login and your passphrase.

synced-title = Not in this folder
synced-banner = A vault does not belong in a folder that is kept in step with other computers
synced-anyway = If you know this and want it all the same, type “{ $word }”. The activity log notes it each time the vault is opened.
synced-word = anyway
synced-type = The word
synced-wrong = Type the word as it stands above.
synced-back = Go back
synced-go = Use this folder

locked-asked = Locked. Everything was saved.
locked-idle = Locked because nobody used it for a while. Everything was saved.
locked-system = Locked because the computer slept or the session ended. Everything was saved.
locked-exit = Locked. Everything was saved.

unusable-title = The vault cannot be opened
unusable-banner = This vault cannot be used as it is
unusable-next = Nothing was changed. Ask whoever looks after this computer, and keep the folder as it is.

## First start

first-step-clinic = Your clinic
first-step-you = You
first-step-passphrase = Your passphrase
first-step-sheets = Recovery sheets
first-back = Back
first-continue = Continue
first-look-around = Look around first
first-make = Make the vault
first-have-sheets = I have both sheets
first-finish = Finish
first-prove-first = Type the groups of both sheets first.

first-clinic-title = Welcome. What is your clinic called?
first-clinic-title-help = This stands at the top of letters. All of it can be changed later.
first-emergency = If someone is in danger
first-emergency-help = Shown on the safety page, so that nobody has to look for it.
first-vault-will-be = The vault will be made in { $dir }

clinic-name = Name of the clinic
clinic-street = Street and number
clinic-town = Postcode and town
clinic-address = Address
clinic-phone = Telephone
clinic-email = E-mail
clinic-emergency = Emergency number
clinic-emergency-help = Such as 112, 911 or 999.
clinic-on-call = Who is on call
clinic-on-call-phone = Their telephone
clinic-currency = Currency of fees
clinic-protocol = What to do when someone is in danger
clinic-protocol-help = Your clinic’s own protocol. While this is empty, the shipped draft is shown.
clinic-logo = Logo for letters
clinic-logo-help = A PNG or JPEG picture of at most 1 MB.
clinic-logo-read = The picture can be used.
clinic-logo-choose = Choose
logo-error-missing = This file cannot be read. Choose another, or check the path.
logo-error-large = This picture is larger than 1 MB. Choose a smaller one.
logo-error-picture = This is not a PNG or JPEG picture that can be printed. Choose another.

error-clinic-name = Give the clinic’s name.
error-emergency-number = Give this number.

first-you-title = And you?
first-you-title-help = You are the first person here, with all rights. Others are added later.
you-name = Your name
you-login = Your login
you-login-help = What you type to sign in.
you-profession = Profession
you-profession-help = As letters print it under your signature.
you-licence-kind = Kind of licence
you-licence-number = Its number
error-your-name = Give your name.
error-login = Choose a login.

first-passphrase-title = Choose a passphrase
first-passphrase-title-help = Six words that do not belong together are easy to keep and hard to guess.
first-passphrase = Passphrase
first-passphrase-again = The same again
first-passphrase-lost = Nobody can look it up for you. If you forget it, only the recovery sheets on the next page help.
error-passphrase-weak = This passphrase is not strong enough yet. See below what is missing.
error-passphrase-differs = The two are not the same. Type the second one again.

strength-name = Strength of the passphrase
strength-none = Nothing typed yet
strength-weak = Weak
strength-fair = Not strong enough
strength-strong = Strong
strength-very-strong = Very strong
strength-hint-none = At least 15 characters, and hard to guess.
strength-hint-short = { $number ->
    [one] One more character is needed.
   *[other] { $number } more characters are needed.
}
strength-hint-guessable = Long enough, but too easy to guess. Add a word or two that do not belong to the rest.
strength-hint-long = At most 256 characters.
strength-hint-good = Good. Practise it once today.

## Recovery sheets

sheets-title = Two recovery sheets
sheets-text = They are shown this once. Save and print them, and keep them apart, each in a sealed envelope.
sheet-office = Office sheet
sheet-office-about = Opens names, groups and the list of staff, and lets a new administrator in. Keep it in the office safe.
sheet-clinical = Clinical sheet
sheet-clinical-about = Opens assessments and letters, and lets a new clinician in. Keep it with a clinician.
sheet-keep = Keep this sheet where only its holder can reach it, and not in the same place as the other one. Whoever holds both can read every record of the clinic.
sheets-save-pdf = Save as PDF
sheets-save-text = Save as text
sheets-save-help = One file with a page for each sheet. It can be read by your account alone; delete it once it is printed.
sheets-saved = Saved to { $path }
sheets-saved-text = Print both pages, then delete the file.
sheets-save-nowhere = No place was chosen, and nothing was saved. If this computer shows no window for choosing, write both codes down by hand.
sheets-exists = A file of that name is already there. Choose another name.
sheets-failed = The file could not be written. Choose another folder.
sheets-file-pdf = anteroom-recovery-sheets.pdf
sheets-file-text = anteroom-recovery-sheets.txt

prove-title = Do you have them?
prove-text = Read two groups of letters from each printed sheet and type them here. Upper and lower case do not matter.
prove-group = { $sheet }, group { $number }
prove-help = Four letters or digits.
prove-right = That is right.
prove-wrong = This is not what the sheet says.
