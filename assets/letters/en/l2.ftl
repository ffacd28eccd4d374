# Sentences of letters. A clinic may word them otherwise in Settings, under Letters' texts.
# DRAFT FOR CLINICAL REVIEW: every sentence below waits for a clinician's and, where law is touched, counsel's approval.
# Tone: warm, direct, respectful; strengths before concerns; behaviour and wishes instead of labels.
# Third person in letters to others, second person in letters to the person.

## L2: introduction to a support group

letter-l2-kind = Introduction to a support group
letter-l2-statement = This is not therapy or a clinical service. It is free, the leader is a host, and records are normally not kept. If the host is a mandated reporter, abuse or danger must still be reported.
letter-l2-purpose = This letter introduces { $name }, who would like to come to “{ $group }”.
letter-l2-purpose-both = This letter introduces { $name }, who would like to come to “{ $group }”. It stands beside another group that { $name } has chosen; the two go together.
letter-l2-place-heading = The group
letter-l2-link-heading = The link
letter-l2-access-heading = Makes it easier
letter-l2-norm-heading = In the group
letter-l2-norm-share = People share what they have lived through rather than give advice.
letter-l2-norm-asked = People share what they have lived through; ideas are offered when someone asks for them.
letter-l2-norm-advice = People share what they have lived through; practical advice is welcome.
letter-l2-come-and-go = Everyone may come and go; sharing is optional. Being there is enough.
letter-l2-private = What is said in the group stays in the group, out of respect.
letter-l2-theme = The host shares the experience.
letter-l2-host = { $name }, telephone { $phone }
letter-l2-between = Between meetings: { $name }, telephone { $phone }.
letter-l2-emergency = A group is not there day and night. If someone is in danger: { $contacts }.
