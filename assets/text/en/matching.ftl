### Why a group of the clinic fits or does not, and the names of what is shown beside it. Draft for clinical review.

## Verdicts

verdict-offer = A seat can be offered
verdict-offer-with-note = A seat can be offered once the notes are settled
verdict-waitlist = Waitlist
verdict-no = Not this group

## Names of the conditions

match-name-outcome = Decision
match-name-status = Takes place
match-name-theme = Theme
match-name-stage = Stage
match-name-window = Time to join
match-name-seats = Seats
match-name-slot = Day and time
match-name-mode = Room or video
match-name-fee = Fee
match-name-language = Language
match-name-access = Access
match-name-leader = Ties to the leader
match-name-style = Way of working
match-name-attendance = Coming regularly
match-name-for-whom = For whom it is
match-name-composition = How members fit together

## Reasons

match-outcome-fits = The decision allows a seat in this kind of group.
match-outcome-no = The decision does not lead to this kind of group at present.

match-status-fits = The group meets or is forming.
match-status-paused = The group is paused.

match-theme-any = The group is open to every theme.
match-theme-shared = The group works on something the person would like help with.
match-theme-none = The group works on other themes than the person named.
match-theme-linked = The person’s link to the theme is one that this group welcomes.
match-theme-not-linked = This group is for people with another link to the theme.

match-stage-any = The group welcomes people at every stage.
match-stage-same = The group is for the stage where the person is.
match-stage-unsure = The person finds their stage hard to say; ask the host.
match-stage-other = The group is for another stage.

match-window-open = New members may join at any meeting.
match-window-slow-open = A new member may join when a seat is free.
match-window-in-time = The group still accepts members.
match-window-closed = Joining has closed; the next cycle is possible.

match-seats-free = A seat is free.
match-seats-full = Every seat is taken or held.

match-slot-fits = The day and time suit the person.
match-slot-sometimes = The person can come some of the time, which is all right here.
match-slot-no = The person cannot come at that day and time.

match-mode-fits = The person can take part in this way.
match-mode-sometimes = Getting to the clinic is sometimes a problem; plan for it.
match-mode-partly = A private place or a device for video is not always there; plan for it.
match-mode-no = The person cannot take part in this way at present.

match-fee-can-meet = The person can meet the fee.
match-fee-reduced-place = The group has places at a reduced fee.
match-fee-free = The group is free.
match-fee-no = The fee is more than the person can manage at present.

match-language-same = The group speaks the person’s language.
match-language-with-help = The group speaks that language, and an interpreter or other help can be arranged.
match-language-different = The group speaks another language.
match-language-not-yet = The person cannot follow a group in that language yet.
match-language-no-interpreter = The person needs help with the language, and this group has no interpreter.

match-access-none-needed = The person needs nothing special.
match-access-has-all = The group has the access that the person needs.
match-access-arrange = Some access is missing or not recorded; arrange it before offering a seat.

match-leader-no-tie = The person has no other tie to this leader.
match-leader-agreed = The person also sees this leader in other therapy, which was talked through and agreed.
match-leader-unsure = A tie to this leader is not ruled out yet; settle it first.
match-leader-personal = The person has a private tie to this leader.
match-leader-hosts = This leader hosts the person’s support group.
match-leader-not-agreed = The person also sees this leader in other therapy, and that is not agreed yet.
match-leader-client = The person is or was a client of this host.
match-leader-support-unsure = It is not clear yet whether the person is or was a client of this host.

match-style-fits = The way of working suits the person.
match-style-process-concern = Feedback between members needs preparing first.
match-style-prepare-first = The person prepares some points first; this way of working allows it.
match-style-homework = The group gives tasks between meetings, which the person would rather not do.
match-style-activity = The group uses an activity that the person would rather not do.
match-style-process-not-met = Work between members would ask too much at present.

match-attendance-fits = The person can come regularly enough.
match-attendance-not-met-open = The person cannot come every week; this group can take that into account.
match-attendance-not-met-closed = The person cannot come every week, and this closed group relies on it.

match-for-whom-confirmed = A clinician confirmed that the person is among those the group is for.
match-for-whom-not-confirmed = Confirm that the person is among those the group is for.
match-for-whom-no = A clinician found that the group is for others.

match-composition-confirmed = A clinician confirmed that nobody stands out alone and no tie stands in the way.
match-composition-not-confirmed = Confirm that nobody stands out alone and that no tie between members stands in the way.
match-composition-no = A known tie between members would not work.

## What is wrong or unusual about a group record

group-error-name = Give the group a name.
group-error-kind = A group with members stays what it is. Let it pause, and add another one.
group-error-theme = A support group has a theme: choose at least one.
group-error-outcome-line = Write what members can expect to change.
group-error-fee = Write the fee; 0 with a reason if the group is free.
group-error-licence = A therapy group that forms or runs is led by licensed people: name them, each with a licence, its number and a last day that lies ahead. Until then let it pause.
group-error-end-before-start = The last meeting lies before the first.
group-error-capacity = A therapy group has 4 to 12 seats.
group-error-free-reason = A therapy group without a fee needs a reason.
group-error-style = A therapy group works as a process, skills or psychoeducational group.
group-error-support-fee = A support group is free; you may invite a donation.
group-error-support-homework = A support group sets no tasks between meetings.
group-hint-size = Therapy groups mostly have 6 to 10 members.
group-hint-length = A meeting mostly lasts 60 to 120 minutes.
group-hint-weeks = A group of fixed length mostly lasts 8 to 12 weeks.
group-hint-support-11-12 = With 11 or 12 members the group needs to be cohesive, with room and time for everyone.
group-hint-support-large = More than 12 members is a lot; say so if a very large group is meant.

## Results, effects and sorts of criteria

result-met = Met
result-concern = Concern
result-not-answered = Not answered
result-not-met = Not met
result-left-open = Not discussed

effect-blocks = Has to hold before joining
effect-prepare = To prepare
effect-note = For information

axis-wanting = Wanting
axis-able = Able
axis-fit = Fit
axis-safety = Safety

safety-none = No safety concern in the answers
safety-review = A clinician looks at it today
safety-act-now = Act now

## Codes of a group record

group-kind-therapy = Therapy group
group-kind-support = Support group

style-process = Process group
style-skills = Skills group
style-psychoeducational = Psychoeducational group
style-support = Support group

membership-open = Open
membership-slow-open = Slow-open
membership-closed = Closed

mode-in-person = In person
mode-video = Video
mode-phone = Phone

status-forming = Forming
status-running = Running
status-paused = Paused

advice-share-only = Members share, nobody advises
advice-ideas-if-asked = Ideas when someone asks for them
advice-ideas-welcome = Ideas are welcome

leader-role-therapist = Therapist
leader-role-host = Host
leader-role-peer = Peer

stage-new = Newly facing it
stage-during = In the middle of it
stage-after = Afterwards
stage-long-term = Living with it long term
stage-other = Hard to say
stage-any = Every stage

welcome-own = People with their own experience
welcome-close = People close to or caring for someone
welcome-professional = People who help professionally or want to learn

slot-mon-day = Monday, daytime
slot-mon-eve = Monday evening
slot-tue-day = Tuesday, daytime
slot-tue-eve = Tuesday evening
slot-wed-day = Wednesday, daytime
slot-wed-eve = Wednesday evening
slot-thu-day = Thursday, daytime
slot-thu-eve = Thursday evening
slot-fri-day = Friday, daytime
slot-fri-eve = Friday evening
slot-sat = Saturday
slot-sun = Sunday

access-step-free = Step-free access
access-hearing = Hearing support
access-vision = Large print or reader
access-breaks = Breaks or special seating
access-quiet = Low light or noise
access-plain-text = Plain or no written material
access-childcare = Childcare
access-interpreter = Interpreter
access-none = Nothing special

activity-art = Art
activity-music = Music
activity-exercise = Movement or exercise
activity-role-play = Role-play
activity-mindfulness = Mindfulness

## Themes: those of the assessment, and the list that is shipped for support groups

theme-any = Every theme
theme-relationships = Relationships
theme-mood = Low mood
theme-anxiety = Worry or fear
theme-grief = Loss
theme-trauma = After frightening events
theme-anger = Anger
theme-illness = Illness or pain
theme-eating = Eating and body
theme-perinatal = Pregnancy or a new baby
theme-parenting = Parenting or family
theme-life-change = Change in life
theme-self-worth = How I see myself
theme-identity = Identity and belonging
theme-work-study = Work or study
theme-substance = Alcohol or drugs
theme-other = Something else
theme-addiction = Living with addiction
theme-chronic-illness = Living with a long illness
theme-sick-children = Parents of sick children
