# Sentences of letters. A clinic may word them otherwise in Settings, under Letters' texts.
# DRAFT FOR CLINICAL REVIEW: every sentence below waits for a clinician's and, where law is touched, counsel's approval.
# Tone: warm, direct, respectful; strengths before concerns; behaviour and wishes instead of labels.
# Third person in letters to others, second person in letters to the person.

## L4: reply to the referrer

letter-l4-kind = Reply to your referral
letter-l4-statement = Screening for a group programme; it is not a diagnosis.
letter-l4-purpose = Thank you for sending { $name } to us, and for your trust.
letter-l4-heading = In short
letter-l4-seen = Seen on
letter-l4-decided = Decision
letter-l4-seat = A place in a group was offered to { $name }.
letter-l4-waiting = { $name } is on a waiting list for a group.
letter-l4-other = Another form of help was suggested to { $name }; a group is not the right fit at present.
letter-l4-onward = { $name } was put in touch with another service.
letter-l4-more-needed = We meet { $name } again before anything is decided.
letter-l4-own-choice = { $name } has decided not to join a group at present.
letter-l4-recommended-heading = Suggested besides
letter-l4-more = More can be told with { $name }’s consent.
