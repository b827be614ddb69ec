"""The toolkit's sheets of paper in English: ours, made up for the demo, no legal advice."""

# ruff: noqa: E501 (prose is not wrapped)

from takeover.toolkit import sheets

SHEETS = {
    "checklist": sheets.Sheet(
        "Planning a takeover",
        "A checklist for hosts. Tick what is done, write beside it who does the rest.",
        (
            sheets.fields("", "Our takeover", "Day and time", "Who plans it"),
            sheets.ticks(
                "The decision",
                "We wrote down one decision that children will really make.",
                "Somebody who can say yes has agreed to keep to it.",
                "We know by when it happens, and who tells the children.",
            ),
            sheets.ticks(
                "Keeping everybody safe",
                "Our safeguarding lead knows the plan and is there, or can be called, all day.",
                "Never one adult alone with one child: in each room, on each way, at lunch.",
                "The risk assessment covers young people, and our insurance covers the day.",
                "We asked for checks only where the law has them.",
                "Everybody knows what to do if a child tells them something that worries them.",
            ),
            sheets.ticks(
                "So that every child can come",
                "Travel and lunch cost nobody anything.",
                "There is a quiet room, and a way in without steps, or we have said that there is not.",
                "We have read what each child needs, and it is ready.",
            ),
            sheets.ticks(
                "The day",
                "There is time to meet people, to look behind the scenes, to talk, and to decide.",
                "Every adult who takes part has heard what a takeover is. Shadowing is not one.",
                "We know who says yes or no to photos. No yes, no photo.",
            ),
            sheets.ticks(
                "Afterwards",
                "We thank the children and say what happens next, and when.",
                "In three months we say what changed because of it.",
            ),
        ),
        "Wording ours, for illustration. It does not replace your own risk assessment.",
    ),
    "letter": sheets.Sheet(
        "Your child can take over",
        "A letter home, with the ticket for a grown-up.",
        (
            sheets.words(
                "",
                "Dear parents and carers,",
                "We would like to take your child to a takeover. Children run a real workplace for a day and decide something there that then happens.",
            ),
            sheets.fields(
                "The day",
                "Where",
                "Day",
                "We leave at",
                "We are back at",
                "What children will decide",
                "Please bring",
                "Who comes along from us",
            ),
            sheets.words(
                "Is money a worry?",
                "If money for travel, lunch or clothes is short, please tell us. We find a way, and nobody else hears of it.",
            ),
            sheets.words(
                "Please say yes or no",
                "With this letter comes a ticket with a code. Go to the address on the ticket and type the code. You read what the day is, and say yes or no to three things, each by itself: coming, the host knowing a first name and what your child needs, and photos.",
                "Your child has a code too, and says yes or no for themselves. If either of you says no, it is a no, and nobody asks why. You can change your mind with the same code.",
                "No phone or computer at home? Come to us and use ours. We will not look.",
            ),
            sheets.fields("Questions?", "Ask for", "Telephone"),
        ),
        "Every host is checked by two people. No adult is ever alone with one child.",
    ),
    "plan": sheets.Sheet(
        "My takeover plan",
        "Fill it in. Draw if you like. It is yours.",
        (
            sheets.fields("", "I take over at", "The day", "I go with"),
            sheets.ticks(
                "I have",
                "said yes with my code",
                "said what I need",
                "packed what I bring",
                "got a friend or a grown-up to go with",
            ),
            sheets.boxes("My questions", "I want to ask:", height=30),
            sheets.boxes("The big choice", "This is what we decide:", height=26),
            sheets.boxes("", "This is what I think, and why:", height=34),
        ),
        "It gets too much? Tell a grown-up. You can stop. You did nothing wrong.",
    ),
}
