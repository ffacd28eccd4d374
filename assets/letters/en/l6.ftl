# Sentences of letters. A clinic may word them otherwise in Settings, under Letters' texts.
# DRAFT FOR CLINICAL REVIEW: every sentence below waits for a clinician's and, where law is touched, counsel's approval.
# Tone: warm, direct, respectful; strengths before concerns; behaviour and wishes instead of labels.
# Third person in letters to others, second person in letters to the person.

## L6: urgent summary

letter-l6-kind = Urgent summary
letter-l6-statement = Screening for a group programme; it is not a diagnosis.
letter-l6-purpose = { $name } may be in danger. This page holds what we know and what was done.
letter-l6-purpose-unknown = A person whose name we do not know may be in danger. This page holds what we know and what was done.
letter-l6-name-unknown = Name not known to us
letter-l6-danger-heading = Present danger, as stated
letter-l6-now-heading = Now
letter-l6-at = Written
letter-l6-place = Where
letter-l6-company = With the person
letter-l6-callback = Call back
letter-l6-not-known = Not known
letter-l6-means-heading = Means
letter-l6-medical-heading = Medical danger
letter-l6-done-heading = What was done
letter-l6-disclosure-heading = Disclosure
letter-l6-disclosure = Told without consent, to protect life, by { $who } on { $at } to { $receiver }. The emergency: { $nature }.
