# Sentences of letters. A clinic may word them otherwise in Settings, under Letters' texts.
# DRAFT FOR CLINICAL REVIEW: every sentence below waits for a clinician's and, where law is touched, counsel's approval.
# Tone: warm, direct, respectful; strengths before concerns; behaviour and wishes instead of labels.
# Third person in letters to others, second person in letters to the person.

## Handouts: for anyone, to read at home

handout-compare-title = Two kinds of group
handout-compare-lead = Many people think that both are the same. They are not, and each is good for something else. It does not have to be just one.
handout-compare-head =
    Question
    Therapy group
    Support group
handout-compare-rows =
    What is it for? | To change something: how you feel, act or get on with others. | To cope and feel less alone with something you live with.
    Who leads it? | A trained, licensed therapist, who does not take part as a member. | A host: a trained person or someone who shares the experience.
    What happens? | People work on goals. Some groups teach skills, step by step. | People share what they live through. A talk on the topic may happen.
    Feedback? | Yes. Telling each other how you come across is part of the work. | Mostly not. People share rather than advise; each group has its own rule.
    Do I have to speak? | You are expected to share a little, with time. | No. You may just listen.
    Who comes, and when? | Often the same people for some weeks, each week. | Often open: you may come and go.
    How many people? | Often six to ten. | It differs; some are small, some large.
    Does it cost anything? | There is a fee; ask us about it. | It is free.
    Are notes kept? | Yes, clinical notes. | Normally not.
    Who keeps it private? | The therapist by law and ethics; members by their promise. | Members, out of respect for each other.
handout-compare-both = You can have both: the one to change something, the other for company on the way.

handout-therapy-title = What a therapy group is
handout-therapy-lead = A small group of people meets each week to work on what they want to change. This is group therapy: it is led by a licensed therapist who keeps clinical notes, and there is a fee.
handout-therapy-happens-heading = What happens
handout-therapy-happens =
    People say what is on their mind and what they want to be different.
    They tell each other how things come across, and hear that in turn.
    Some groups teach skills or set small tasks to try at home.
    What is said in the group stays in the group.
handout-therapy-you-heading = Your part
handout-therapy-you =
    Come each time, and let the group know if you cannot.
    Share a little, in your own time.
    Say so when something hurts or is too much.

handout-support-title = What a support group is
handout-support-lead = People who share an experience meet to be there for each other. This is not therapy or a clinical service. It is free, the leader is a host, and records are normally not kept. If the host is a mandated reporter, abuse or danger must still be reported.
handout-support-happens-heading = What happens
handout-support-happens =
    People tell what they live through and hear how others live with it.
    Each group has its own rule about giving advice.
    You may come and go, and you may just listen.
    What is said in the group stays in the group, out of respect for each other.
handout-support-you-heading = Your part
handout-support-you =
    Be there, as much as is good for you.
    Let others have their turn.
    Keep what you hear to yourself.

handout-gain-heading = What people often gain
handout-gain =
    Feeling less alone with it.
    Hope, from seeing how others go on.
    Ease with other people.
    Knowing themselves a little better.

handout-therapist-title = What to expect of the therapist
handout-therapist-lead = A therapy group is group therapy: it is led by a licensed therapist who keeps clinical notes, and a fee applies. The therapist is there for the whole group and for each person in it.
handout-therapist-does-heading = The therapist
handout-therapist-does =
    sets the group’s guidelines and sees that they are kept;
    teaches, and helps members to give and hear feedback;
    steps in when something in the group does harm;
    helps each person to work on their own goal;
    never takes part as a member.
handout-therapist-ask-heading = You may ask
handout-therapist-ask =
    about training and licence;
    what is noted, and who can read it;
    what must be reported by law;
    what to do if you are unhappy with the group.

handout-host-title = What to expect of the host
handout-host-lead = A support group is not therapy or a clinical service. It is free, the leader is a host, and records are normally not kept. If the host is a mandated reporter, abuse or danger must still be reported. The host is a guide from the side.
handout-host-does-heading = The host
handout-host-does =
    opens and closes the meeting and keeps the time;
    sees that everyone can have a turn;
    points out what several people have in common;
    may share the experience, and then may speak of it too;
    keeps the room safe and friendly.
handout-host-not-heading = The host does not
handout-host-not =
    advise you on your health;
    lead you to change anything;
    keep notes about you;
    take you on as a client. The host can name others if you ask for help.

handout-contact = Questions are welcome: { $name }, telephone { $phone }.
