### What the program is, and what it is not.

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
