# Sentences of letters. A clinic may word them otherwise in Settings, under Letters' texts.
# DRAFT FOR CLINICAL REVIEW: every sentence below waits for a clinician's and, where law is touched, counsel's approval.
# Tone: warm, direct, respectful; strengths before concerns; behaviour and wishes instead of labels.
# Third person in letters to others, second person in letters to the person.

## Around every letter

letter-confidential = Confidential
letter-label-date = Date
letter-label-number = Letter
letter-label-anchor = Record check:
letter-page = Page { $page } of { $pages }
letter-born = born { $date }
letter-record = record { $number }
letter-dear = Dear { $name },
letter-regards = With kind regards,
letter-licence = { $type } { $number }
letter-phone = Telephone { $number }

letter-date = { $day } { $month } { $year }
letter-month-1 = January
letter-month-2 = February
letter-month-3 = March
letter-month-4 = April
letter-month-5 = May
letter-month-6 = June
letter-month-7 = July
letter-month-8 = August
letter-month-9 = September
letter-month-10 = October
letter-month-11 = November
letter-month-12 = December

letter-list-two = { $first } and { $last }
letter-list-more = { $first }, { $rest }

letter-consent-heading = Consent
letter-consent-line = { $name } agreed on { $date } to this letter going to { $receiver } for { $purpose }, containing { $content }. Consent ends { $ends } and can be withdrawn at any time, except for what has already been sent.
letter-consent-signed = Consent was given in writing.
letter-consent-verbal = Consent was given verbally to { $who }.
letter-consent-guardian = { $guardian } gave this consent as guardian, with { $name }’s agreement.
letter-consent-ends-on = on { $date }
letter-consent-ends-when = when { $event }

letter-ground-heading = Legal ground
letter-legal-missing-heading = LEGAL TEXT MISSING
letter-legal-missing = This page cannot be finalised. Content about substance use needs the legal text that the clinic’s counsel approved; it stands here once it is in Settings.

letter-urgent-heading = Urgent: please read first
letter-urgent-phoned = Also said by telephone: { $who }.
letter-safety-heading = Staying safe
letter-measures-heading = Questionnaires
letter-measure = Questionnaire
letter-measure-date = Answered
letter-measure-result = Result

letter-emergency-heading = In an emergency
letter-emergency = If someone is in danger, do not wait for an answer to this letter. { $contacts }.
letter-emergency-contact = { $what }: { $number }
letter-private = Meant only for the addressee. If it reached you by mistake, please tell { $clinic } on { $phone } and destroy it.

letter-next-heading = What happens next
letter-next-call = { $caller } calls { $called } by { $date }.
letter-next-warm = We would be glad to introduce { $name } in person or on the telephone before the first meeting.
letter-next-contact = Questions are welcome: { $name }, telephone { $phone }.

letter-group = Group
letter-led-by = Led by
letter-host = Host
letter-when = When
letter-starts = Starts
letter-where = Where
letter-fee = Fee
letter-length = Length
letter-meeting = A meeting lasts
letter-size = Size
letter-joining = Joining
letter-free = Free
letter-not-set = not yet set
letter-rules = Rules
