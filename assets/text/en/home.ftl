### Home, the choice of a conversation, and the letters that were written.

home-title = What needs you now
home-new-screening = New screening
home-counts = { $clients } and { $groups }
home-clients = { $number ->
    [0] No client
    [one] 1 client
   *[other] { $number } clients
}
home-groups = { $number ->
    [0] no group yet
    [one] 1 group
   *[other] { $number } groups
}
home-drafts = To finish
home-no-drafts = Nothing is waiting to be finished.
home-recent = Signed lately
home-no-recent = Nothing was signed in the last days.
home-screenings = Screenings
home-concern-act-now = Act now: { $person }
home-concern-review = { $person }: a clinician looks at this today
home-concern-act-now-text = { $pathway }, { $when }. Nothing can be referred until a clinician has taken note.
home-concern-review-text = { $pathway }, { $when }. A private talk before the person leaves.
home-concern-open = Open
home-empty = Nothing needs you now
home-empty-text = Begin with a new screening, or add the people who are waiting for one.
home-empty-groups = Begin with your groups
home-empty-groups-text = Recommendations are matched to the groups of your clinic: their theme, their day and time, and their free seats.

screening-col-person = Person
screening-col-pathway = Conversation
screening-col-state = State
screening-col-when = Last change
screening-missing = { $number ->
    [one] 1 question open
   *[other] { $number } questions open
}
screening-to-sign = Ready to decide
screening-signed = Signed
screening-in-error = Entered in error

## The first minute

welcome-title = { $clinic } is ready
welcome-text = The vault is made and both sheets are proved. How would you like to begin?
welcome-empty-title = Start empty
welcome-empty-text = Add your groups and your first client when you are ready.
welcome-empty = Start empty
welcome-look-around-title = Look around
welcome-look-around-text = A sample clinic with invented people, finished assessments and letters. It lies beside your vault and touches nothing in it.
welcome-look-around = Look around

## New screening

new-help = Choose the conversation first; then, for an assessment, the person.
new-therapy = Therapy-group assessment
new-therapy-text = A longer conversation for someone who wants to change something, with a recommendation and its reasons.
new-therapy-meta = 35 to 50 minutes, with a clinician. Needs a name.
new-support = Support-group check
new-support-text = A short check whether one particular support group is right for someone who looks for company and ways to cope.
new-support-meta = 3 to 5 minutes, anyone on the staff. No name needed.
new-triage = Which is right?
new-triage-text = Five questions that suggest which of the two conversations to have first.
new-triage-meta = 1 minute. Nothing is kept.
new-statement = A recommendation restates recorded answers by published rules. A clinician reviews it and decides, and the person decides too.
new-person-title = Who is the assessment for?
new-person-help = Find the person, or add them. Only a name is needed.

triage-next = Next question
triage-left = { $number ->
    [one] 1 question is still open
   *[other] { $number } questions are still open
}
triage-suggestion = Suggestion
triage-because = Because: { $why }
triage-choose = It is only a suggestion. Choose together.
triage-support = Support-group check
triage-therapy = Therapy-group assessment
triage-take-along = Taken along to the { $pathway }
triage-take-along-help = Read it out and leave out what does not hold. Nothing else of these questions is kept.
triage-take = Take along
triage-go-on = Begin
triage-act-now = Help comes first
triage-act-now-text = Stay with the person and tell a clinician now. Which group is right can wait.
triage-review = Tell a clinician before the person leaves
triage-review-text = Offer a private talk today. The questions may go on.
triage-emergency = Emergency number: { $number }
triage-on-call = On call: { $name } { $phone }

## Letters

letters-help = Letters that were finalised. Their text does not change any more.
letters-none = No letters yet
letters-none-text = A letter is made at the end of a signed screening.
letters-none-found = No letter matches.
letters-search = Search letters
letters-search-hint = Person, receiver, kind or number
letter-col-number = No.
letter-col-kind = Letter
letter-col-person = Person
letter-col-receiver = To
letter-col-when = Finalised

## What needs me now: to sign, seats, what is due

home-to-sign = To decide and sign
home-due = { $number ->
    [one] 1 record is due for erasure
   *[other] { $number } records are due for erasure
}
home-due-text = The time for which they have to be kept is over. Nothing goes before somebody has looked.
home-due-open = Look
home-waiting = { $number ->
    [one] 1 person waits for a seat.
   *[other] { $number } people wait for a seat.
}
home-waiting-none = No seat is free at present.
home-waiting-free = There are free seats.
home-waiting-open = Groups
home-seats = { $number ->
    [one] 1 seat free
   *[other] { $number } seats free
}
home-wait-for = { $number ->
    [one] 1 person waits for it
   *[other] { $number } people wait for it
}
home-seats-of = { $group }: { $seats }
home-seats-for = { $group }: { $seats }, { $wait }
