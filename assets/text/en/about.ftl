### What the program is, what it is not, and how the two kinds of group differ.

## Statements that stand on the result, in About and in the guide; the wording is fixed

about-intended-use = For licensed clinicians. Rule-based; restates recorded answers and the published or clinic basis of each rule. Not validated to predict outcome or risk. Not for diagnosis, emergency detection or unattended use. The clinician reviews the basis and decides.
about-not-a-device = Not placed on the market as a medical device in the EU or UK.

## About

about-title = About Anteroom
about-version = Version { $version }
about-draft = Draft for clinical review
about-draft-note = Questions, rules and texts are drafts until a clinician of your clinic has reviewed them.
about-summary = Anteroom is the room before the group: it helps a clinic and a person find out together whether a therapy group or a support group is right.
about-is-title = What it is
about-is-1 = A guided conversation for therapy groups, and a short check for support groups.
about-is-2 = Plain rules, each shown with its source, its version and the answers it rests on.
about-is-3 = A recommendation that a clinician confirms or overrides, and about which the person decides too.
about-is-4 = An encrypted record on this computer, and letters that say no more than is needed.
about-is-not-title = What it is not
about-is-not-1 = No diagnosis, no score of suitability and no prediction.
about-is-not-2 = No alarm: it does not watch over anyone and calls nobody.
about-is-not-3 = No questionnaires: only numbers are kept, and the clinic uses its own permitted copies.
about-is-not-4 = No network: nothing leaves this computer unless a person prints or saves it.
about-licence = Anteroom is free software under the MIT licence or the Apache licence 2.0, as you choose.
about-licence-fonts = The Noto fonts are used under the SIL Open Font License 1.1.
about-licence-parts = The licences of all parts are listed with the program.
about-rules = Rules: { $form }, version { $version }, { $hash }

## Therapy group and support group compared

compare-title = Two kinds of group
compare-intro = Both can be right, one after the other or side by side.
compare-therapy = Therapy group
compare-support = Support group

compare-purpose = Purpose
compare-purpose-therapy = To change something, grow, or reach a goal of your own.
compare-purpose-support = To cope, find company and encouragement, and have people to count on.

compare-assessment = Before joining
compare-assessment-therapy = A longer conversation about wanting and being able, your history and your goals.
compare-assessment-support = A short check whether this particular group is right.

compare-decision = Who decides
compare-decision-therapy = The leader may offer a place or another way, and you decide too.
compare-decision-support = Nearly everyone can benefit; you choose whether to come.

compare-membership = Coming and going
compare-membership-therapy = Mostly the same members from start to end; some groups are open.
compare-membership-support = Open: come and go as you need.

compare-members = Who is in it
compare-members-therapy = People whom a therapist has chosen for work together.
compare-members-support = People who share an experience, a theme or sometimes a belief.

compare-size = Size
compare-size-therapy = Typically 6 to 10, and 4 to 12 at most.
compare-size-support = Similar or smaller; some are very large.

compare-meetings = Meetings
compare-meetings-therapy = Every week for one to two hours, often for 8 to 12 weeks or ongoing.
compare-meetings-support = Flexible, ongoing or seasonal; even a single meeting counts.

compare-structure = What happens
compare-structure-therapy = A set course or open talk, by type of group, often with handouts or tasks.
compare-structure-support = Informal talk without a curriculum or tasks; now and then a guest speaks.

compare-leader = Who leads
compare-leader-therapy = A licensed therapist who guides, steps in and does not join as a member.
compare-leader-support = A host or peer who keeps the talk safe and fair, and may share the experience.

compare-sharing = Sharing
compare-sharing-therapy = Everyone shares something, at their own pace.
compare-sharing-support = Sharing is optional, and everyone gets a chance to speak.

compare-feedback = Feedback and advice
compare-feedback-therapy = Members tell one another honestly and kindly how they come across.
compare-feedback-support = Each group has its own way: only sharing, or ideas as well.

compare-privacy = Privacy
compare-privacy-therapy = The therapist is bound by law and profession, and members promise to keep things private.
compare-privacy-support = It rests on mutual respect; a host who must report by law still reports abuse or danger.

compare-records = Records
compare-records-therapy = The therapist keeps clinical notes.
compare-records-support = Normally none.

compare-fee = Fee
compare-fee-therapy = Nearly always a fee, paid privately or through insurance.
compare-fee-support = Free; a small donation for the room or refreshments may be invited.

compare-both = In both, people often feel less alone, find hope in the progress of others and see things in a new light.
