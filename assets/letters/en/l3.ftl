# Sentences of letters. A clinic may word them otherwise in Settings, under Letters' texts.
# DRAFT FOR CLINICAL REVIEW: every sentence below waits for a clinician's and, where law is touched, counsel's approval.
# Tone: warm, direct, respectful; strengths before concerns; behaviour and wishes instead of labels.
# Third person in letters to others, second person in letters to the person.

## L3: referral to another service

letter-l3-kind = Referral to another service
letter-l3-statement = Screening for a group programme; it is not a diagnosis.
letter-l3-purpose = { $clinic } asks you to take over the care of { $name }, who agrees to this step. Below is what you need to begin, and no more.
letter-l3-asked-heading = The request
letter-l3-asked = Asked for
letter-l3-urgency = How soon
letter-l3-routine = In your usual time
letter-l3-soon = Within two weeks, please
letter-l3-urgent = Within some days, please
letter-l3-why-heading = Why your service
letter-l3-wants-heading = What { $name } wants
letter-l3-stays = { $name } stays with us until you have taken over.
letter-l3-does-not-stay = There is no further appointment with us; please tell us if the start is delayed.
