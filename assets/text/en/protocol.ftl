### The safety page: what to do when someone may be in danger. Draft for clinical review.
### These are starting texts. The clinic puts its own protocol in their place in Settings.
### Each cause has a title and six steps; review has four, being away has four, being affected has four.

## The page as a whole

protocol-title = Safety first
protocol-draft = Draft for clinical review: replace it with your clinic’s protocol.
protocol-because = What was answered
protocol-stay = Stay with the person until someone takes over.
protocol-reporting = Whether danger must or may be reported, and to whom, depends on the place: follow your clinic’s text and the law where you are.
protocol-not-all-asked = Not all safety questions have been asked yet.
protocol-locked = Letters, seats, the waitlist and overrides are locked until a clinician acknowledges this page.

## Act now: suicide or self-harm

protocol-suicide-title = Act now: suicide or self-harm was answered
protocol-suicide-step-1 = Stay with the person and do not leave them alone.
protocol-suicide-step-2 = Say calmly what you heard and that you are getting help now.
protocol-suicide-step-3 = Call the on-call clinician, and the emergency number if danger is immediate.
protocol-suicide-step-4 = Ask what is within reach, and help to move it away if that is safe for you.
protocol-suicide-step-5 = Make or go through the safety plan with a clinician.
protocol-suicide-step-6 = Agree on who takes over, and stay until they are there.

## Act now: danger to someone else

protocol-violence-title = Act now: danger to someone else was answered
protocol-violence-step-1 = Keep yourself and others safe, and keep a way out.
protocol-violence-step-2 = Speak calmly, without arguing or blocking the way.
protocol-violence-step-3 = Call the on-call clinician, and the emergency number if danger is immediate.
protocol-violence-step-4 = Ask about weapons or other means only if that is safe.
protocol-violence-step-5 = A clinician decides whether the threatened person or an authority must or may be told, by place.
protocol-violence-step-6 = Agree on who takes over and who is told what.

## Act now: the person is being hurt or threatened

protocol-abuse-title = Act now: the person is not safe from someone
protocol-abuse-step-1 = Speak with the person alone, with nobody who came along in the room or on the line.
protocol-abuse-step-2 = Believe what they say about going back today.
protocol-abuse-step-3 = Call the on-call clinician, and the emergency number if danger is immediate.
protocol-abuse-step-4 = Offer a specialist service, and let the person call it from a clinic phone.
protocol-abuse-step-5 = Leave no message, letter or leaflet that someone else could find.
protocol-abuse-step-6 = Let the person choose the next step, and ask a clinician about anyone else at risk at home.

## Act now: a child or dependent adult may be in danger

protocol-protection-title = Act now: a child or dependent adult is named as in danger
protocol-protection-step-1 = Find out whether they are safe right now.
protocol-protection-step-2 = Call the emergency number if they are not.
protocol-protection-step-3 = Call the on-call clinician, and do not look into it on your own.
protocol-protection-step-4 = Listen to what is said, and do not press for details.
protocol-protection-step-5 = A clinician decides what must or may be reported, by place, and tells the person where that is safe.
protocol-protection-step-6 = Note here that it was decided and by whom; details stay out of the assessment.

## Act now: a medical or acute mental state

protocol-medical-title = Act now: a medical point was answered
protocol-medical-step-1 = Stay with the person, and let them sit or lie where they are safe.
protocol-medical-step-2 = Call the emergency number for a seizure, fainting, trouble breathing or great confusion.
protocol-medical-step-3 = Call the on-call clinician, also when voices or beliefs tell the person to do harm.
protocol-medical-step-4 = Advise nobody to stop alcohol, drugs or medicines suddenly.
protocol-medical-step-5 = Ask what was taken, how much and when, and which medicines are prescribed.
protocol-medical-step-6 = Agree on a safe way to medical care, with someone beside the person.

## Act now: anything else

protocol-other-title = Act now: someone is not safe today
protocol-other-step-1 = Stay with the person and keep calm.
protocol-other-step-2 = Ask what the danger is, for whom and how soon.
protocol-other-step-3 = Call the on-call clinician, and the emergency number if danger is immediate.
protocol-other-step-4 = Make the place safer where you can do so without risk.
protocol-other-step-5 = A clinician decides what must or may be reported, by place.
protocol-other-step-6 = Agree on who takes over, and stay until they are there.

## Review: a clinician looks at it before the person leaves

protocol-review-title = A clinician looks at this before the person leaves
protocol-review-step-1 = Tell the person kindly that a clinician will speak with them today.
protocol-review-step-2 = Speak in private, with nobody who came along in the room.
protocol-review-step-3 = Agree on what follows: a safety plan, advice from a colleague, a private talk or a report.
protocol-review-step-4 = Write the note before the person leaves or the call ends.
protocol-review-note = What was looked at, and what was agreed
protocol-review-reporting = For a question of reporting, note only what was decided; details are never kept here.
protocol-review-locks = Letters and seats wait for this note.

## By video or telephone

protocol-with-you-question = Is the person with you?
protocol-with-you-yes = Yes, in the room
protocol-with-you-no = No, by video or telephone
protocol-with-you-left = They left or hung up
protocol-away-title = If the person is not with you
protocol-away-step-1 = Keep the line open, or call back at once.
protocol-away-step-2 = Ask where they are now and who is nearby.
protocol-away-step-3 = Call the local emergency line for the place where they are.
protocol-away-step-4 = If nobody answers, ask for a welfare check at that address.

## The person seemed affected today

protocol-affected-title = The person does not seem well or clear today
protocol-affected-step-1 = Stop here, kindly and without blame.
protocol-affected-step-2 = Check for illness, low blood sugar or effects of a medicine.
protocol-affected-step-3 = Arrange a safe way home.
protocol-affected-step-4 = Offer another date.

## Acknowledgement by a clinician

protocol-acknowledge-title = What was done
protocol-acknowledge-intro = A clinician records what was done, at least one of these.
protocol-done-emergency-services = Emergency services were called
protocol-done-crisis-team = The crisis team was called or took over
protocol-done-on-call = The on-call clinician was called or took over
protocol-done-evaluated-elsewhere = The person was evaluated elsewhere on a named date
protocol-done-means-and-plan = Means were made safer and a safety plan was made
protocol-done-authority-informed = The threatened person or an authority was informed
protocol-done-protection-informed = Child or adult protection, or the police, was informed
protocol-field-agreed = What was agreed
protocol-field-follow-up = Who follows up, and by when
protocol-field-passphrase = Passphrase of the clinician
protocol-acknowledge = Acknowledge
protocol-acknowledge-effect = This removes the lock. It changes neither the level nor the outcome.
protocol-acknowledge-missing-done = Tick at least one thing that was done.
protocol-acknowledge-missing-agreed = Write what was agreed.
protocol-acknowledge-missing-follow-up = Write who follows up.

## At the desk

protocol-desk-title = Call a clinician now
protocol-desk-step-1 = Stay with the person and speak kindly.
protocol-desk-step-2 = Call the on-call clinician: { $name }, { $phone }.
protocol-desk-step-3 = Call { $number } if someone is in immediate danger.
protocol-desk-step-4 = Ask nothing further; the clinician does that.
protocol-desk-told = I told { $clinician } at { $time }
protocol-desk-told-who = Whom you told
protocol-desk-told-note = This note unlocks nothing; a clinician still acknowledges the page.
