# Sentences of letters. A clinic may word them otherwise in Settings, under Letters' texts.
# DRAFT FOR CLINICAL REVIEW: every sentence below waits for a clinician's and, where law is touched, counsel's approval.
# Tone: warm, direct, respectful; strengths before concerns; behaviour and wishes instead of labels.
# Third person in letters to others, second person in letters to the person.

## L5: to the person

letter-l5-statement-therapy = This is group therapy. It is led by a licensed therapist, who keeps clinical notes. There is a fee.
letter-l5-statement-support = This is not therapy or a clinical service. It is free. The leader is a host. Records are normally not kept. If the host is a mandated reporter, abuse or danger must still be reported.
letter-l5-statement-both = One group is group therapy. It is led by a licensed therapist, who keeps clinical notes. There is a fee. The support group is not therapy or a clinical service. It is free. The leader is a host. Records are normally not kept. If the host is a mandated reporter, abuse or danger must still be reported.
letter-l5-about-therapy = We talked about group therapy. It is led by a licensed therapist, who keeps clinical notes. There is a fee.
letter-l5-about-support = We talked about a support group. It is not therapy or a clinical service. It is free. The leader is a host. Records are normally not kept. If the host is a mandated reporter, abuse or danger must still be reported.
letter-l5-about-both = There are two kinds of group. One is group therapy. It is led by a licensed therapist, who keeps clinical notes. There is a fee. A support group is not therapy or a clinical service. It is free. The leader is a host. Records are normally not kept. If the host is a mandated reporter, abuse or danger must still be reported.

letter-l5-offer-kind = A seat for you
letter-l5-offer-purpose = Thank you for your trust, and for telling us what you hope for. We would like to offer you a seat in “{ $group }”.
letter-l5-seat-heading = Your seat
letter-l5-rules-heading = How we meet
letter-l5-rule-private = What is said in the group stays in the group.
letter-l5-rule-come = Please come each time. If you cannot, let us know before.
letter-l5-rule-share = You choose what you share and when. A little from each of us helps all of us.
letter-l5-rule-listen = You are welcome to just listen. Being there is enough.
letter-l5-rule-come-and-go = You may come and go as you need.
letter-l5-prepare-heading = Before you start
letter-l5-reply-by = Please tell us by { $date } if you would like the seat. We keep it free for you until then.
letter-l5-say-no = If it is not for you, a short call or note is enough. You need not say why.

letter-l5-wait-kind = Your place on our list
letter-l5-wait-purpose = Thank you for your trust. At present there is no free seat in { $groups }. You have a place on the list.
letter-l5-wait-heading = What waiting means
letter-l5-wait-means = We keep your place. We call you when a seat is free.
letter-l5-wait-not = A place on the list is not care. Please do not wait for us if you need help now.
letter-l5-wait-changes = If things change for you, tell us. You can call at any time.
letter-l5-check-in = We ask you how you are by { $date }.
letter-l5-leave-list = You can leave the list when you like. A short call or note is enough.

letter-l5-other-kind = What we suggest
letter-l5-other-purpose = Thank you for your trust, and for talking with us so openly.
letter-l5-heard-heading = What we heard
letter-l5-why-heading = This group, for now
letter-l5-instead-heading = What we suggest
letter-l5-again-heading = Looking again
letter-l5-second-heading = A second view
letter-l5-second = You may ask someone else to look at this too. We help you to find a person if you wish.

letter-l5-own-kind = Your decision
letter-l5-own-purpose = Thank you for your time with us. You have chosen not to join a group at present. We respect your choice.
letter-l5-own-heading = The door stays open
letter-l5-own-door = You can come back to us when you like. A call is enough.
letter-l5-own-no-harm = Your choice will not count against you in any way.
letter-l5-own-options-heading = Other ways

letter-l5-contact = We are here for your questions: { $name }, telephone { $phone }.
letter-l5-emergency = We are not here day and night. If you or someone else is in danger, please call at once. { $contacts }.
