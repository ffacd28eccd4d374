# Sentences of letters. A clinic may word them otherwise in Settings, under Letters' texts.
# DRAFT FOR CLINICAL REVIEW: every sentence below waits for a clinician's and, where law is touched, counsel's approval.
# Tone: warm, direct, respectful; strengths before concerns; behaviour and wishes instead of labels.
# Third person in letters to others, second person in letters to the person.

## L1: referral to a therapy group

letter-l1-kind = Referral to a therapy group
letter-l1-statement = This is group therapy, led by a licensed therapist who keeps clinical notes; a fee applies.
letter-l1-purpose = I am writing to introduce { $name }, who would like to join the group “{ $group }”, and to hand over what you need to welcome { $name } well.
letter-l1-purpose-both = I am writing to introduce { $name }, who would like to join the group “{ $group }”, and to hand over what you need to welcome { $name } well. A support group was suggested as well; the two go together.
letter-l1-place-heading = The place
letter-l1-reason-heading = Why this group
letter-l1-goal-heading = The goal
letter-l1-brings-heading = Strengths
letter-l1-prepare-heading = Preparation
letter-l1-practical-heading = Good to know
letter-l1-access = Access
letter-l1-care = Other care
letter-l1-care-none = None at present.
letter-l1-care-yes-contact = Yes. { $name } agrees that you may contact them.
letter-l1-care-yes-who-contact = Yes: { $who }. { $name } agrees that you may contact them.
letter-l1-care-yes-no-contact = Yes. Please do not contact them without asking { $name } first.
letter-l1-dual = Two services
letter-l1-dual-agreed = { $name } also sees { $leader } individually. What each service is for, how they differ, what is agreed to in each, and what speaks for and against having both were talked through on { $date } and agreed.
