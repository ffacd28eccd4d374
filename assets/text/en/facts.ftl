### Short sentences that letters take from a screening and from a group's record. Draft for clinical review.

facts-weekly = { $day }, { $time }
facts-day-only = { $day }
facts-open-start = open: any meeting
facts-slow-open-start = when a seat is free
facts-not-set = not yet set
facts-until = until { $date }
facts-ongoing = ongoing
facts-video = by video
facts-fee = { $amount } a meeting
facts-fee-insurance = { $amount } a meeting; insurance may be used
facts-fee-free = free
facts-minutes = { $minutes } minutes
facts-language = Takes part in { $language }
facts-language-help = Takes part in { $language } with an interpreter or other help

facts-reason-process = { $name } wants something to change and is ready to work on it with others; this group works with what happens between its members.
facts-reason-skills = { $name } wants something to change and is ready to practise new ways of doing things; this group trains them step by step.
facts-reason-psychoeducational = { $name } wants something to change; this group explains the difficulty and exercises what helps.
facts-reason-other = { $name } wants something to change and is ready to work on it with others.

facts-brings-w-motivation = Wants things to be different, and trusts in being able to do a part of it.
facts-brings-w-goals = Has a goal that can be worked on by talking and relating with others.
facts-brings-w-sharing = Is willing to share what matters.
facts-brings-w-sharing-time = Is willing to share once the others are known.
facts-brings-w-feedback = Is willing to give and to hear feedback.
facts-brings-a-listening = Listens, takes turns and is interested in how others see things.
facts-brings-a-attendance = Can come every week.

facts-safety-plan-used = There is a written safety plan, which is known and used.
facts-safety-plan-made-today = A written safety plan was made.

facts-measure-band = { $total } of { $most } ({ $band })
facts-measure-plain = { $total } of { $most }

facts-content-l1 = the group, the goal, preparation, access and other care
facts-content-l2 = the chosen name, the group and access needs
facts-content-measures = results of questionnaires
facts-content-safety = present safety arrangements
facts-purpose-l1 = referral to the group
facts-purpose-l2 = introduction to the group
facts-consent-ends-group = the group has started, or 90 days have passed,
facts-emergency = Emergency
facts-next-l1 = The first meeting is agreed between the leader and { $name }.
facts-next-l2 = { $name } can come to the next meeting.
facts-legal-heading = Confidential
facts-legal-plain = This letter is confidential. Please share it only with those who need it for the purpose named above.
facts-signer-l2 = for { $clinic }
