### Clients: finding, adding, and a client's page.

clients-help = Everyone with a record here.
clients-add = Add a client
clients-add-this = Add this person
clients-search = Search clients
clients-search-hint = Name, record number, birth date or telephone
clients-none = No clients yet
clients-none-text = Add the first one, or start a new screening: it adds the person on the way.
clients-none-found = Nobody found
clients-none-found-text = Try part of the name, the record number or the telephone.

client-col-name = Name
client-col-born = Birth date
client-col-number = Record number
client-col-phone = Telephone

## The form

client-form-new = New client
client-form-new-help = Only the name is needed now.
client-form-edit = Change the record
client-legal-name = Legal name
client-legal-name-help = As in documents.
client-chosen-name = Chosen name
client-chosen-name-help = Used on the screen and in letters.
client-pronouns = Pronouns
client-birth-date = Birth date
client-record-number = Record number
client-language = Language
client-language-other = Another language
client-language-other-help = Its code, such as nl or pt-BR.
client-part-contact = Ways to reach them
client-part-contact-help = Ask for each what is safe. What is not marked as safe is not used.
client-phone = Telephone
client-phone-safe = A voice message is safe
client-phone-add = Another telephone
client-email = E-mail
client-email-safe = Writing there is safe
client-email-add = Another e-mail
client-address = Postal address
client-address-safe = Post is safe
client-address-add = Another address
client-part-others = People around them
client-referrer = Referred by
client-emergency-name = Emergency contact
client-emergency-phone = Telephone of the emergency contact
client-relation = Relation to the client
client-guardian-name = Parent or guardian
client-guardian-contact = How to reach them
client-guardian-letters = May receive letters
client-restricted = Restricted record
client-restricted-help = For staff, family of staff, or whoever asks for it.
client-restricted-tick = Only opened for a reason
client-save = Keep the record
client-saved = The record is kept.

error-client-name = Give a name.
error-birth-date = This cannot be a birth date. Check the year.
error-language = This is not a language code. Type one such as nl or pt-BR.
error-guardian-name = Give the guardian’s name, or empty the other fields.
error-emergency-name = Give the name of the contact, or empty the other fields.
error-phone = A telephone number has at least five digits.
error-email = This is not an e-mail address. Check for the @ and the ending.
error-address = Check the address.

## Likely duplicates

duplicates-title = { $number ->
    [one] Is this the same person?
   *[other] Is one of these the same person?
}
duplicates-text = A second record of one person splits what is known about them.
duplicates-this = This is the person
duplicates-none = None of these: make a new record
duplicates-first = Say first whether one of the records above is this person.

## The page

client-edit = Change
client-assess = New assessment
client-legal = Legal name { $name }
client-born = Born { $day }, { $age }
client-years = { $number ->
    [one] 1 year old
   *[other] { $number } years old
}
client-number = Record { $number }
client-minor = Under the clinic’s age of consent
client-minor-text = A guardian’s agreement is needed before an assessment is signed. Check that the guardian stands in this record.
client-restricted-text = Open it only for a reason that you could give.
client-no-contact = No way to reach them is recorded.
client-no-others = Nobody is recorded.
client-screenings = Screenings
client-no-screenings = No screening yet.
client-letters = Letters
client-no-letters = No letter yet.

safe-voice-yes = Voice message is safe
safe-voice-no = Leave no message
safe-email-yes = Writing is safe
safe-email-no = Do not write
safe-post-yes = Post is safe
safe-post-no = Send no post

language-en = English
language-es = Spanish
language-fr = French
language-de = German
language-pt = Portuguese
language-it = Italian
language-pl = Polish
language-uk = Ukrainian
language-ar = Arabic
language-zh = Chinese

## Over time

client-timeline = What happened
timeline-began = { $pathway } begun
timeline-signed = { $pathway } signed by { $by }
timeline-noted = Note added by { $by }
timeline-in-error = Marked as entered in error by { $by }
timeline-letter = No. { $number }, to { $receiver }
timeline-desk-draft = Draft
timeline-desk-to-sign = To be signed
timeline-desk-seat-offered = A seat was offered
timeline-desk-waiting = On the waitlist
timeline-desk-joined = Joined a group
timeline-desk-closed = Finished
timeline-desk-ask = Ask a clinician
client-courses = Measures over time
client-courses-help = Totals as they were entered. They are no diagnosis; the names of the lines are those of each measure’s own bands.
course-higher-worse = About the { $period }. A higher number means more trouble.
course-higher-better = About the { $period }. A higher number means better.
course-col-when = When
course-col-total = Total
course-col-band = Band
course-incomplete = Items missing
course-point = { $day }: { $total } ({ $band }).
course-gap = { $day }: items missing, no total.
course-cut = From { $from }: { $name }.
course-described = { $range } { $cuts } { $points }
course-range = From { $low } to { $high }.
course-gap-help = A ring at the foot marks a time at which items were missing: no total, and no line.
timeline-waits = Put on the waitlist: { $group }
timeline-by-hand = By hand: { $why }
