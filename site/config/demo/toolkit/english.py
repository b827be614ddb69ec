"""The toolkit's words in English: ours, made up for the demo, no legal advice."""

# ruff: noqa: E501 (prose is not wrapped)

from collections.abc import Mapping

from home.demo.parts import button, callout, checklist, download, heading, steps, words

INDEX: dict[str, object] = {
    "title": "Toolkit for takeovers",
    "lead": "Short pages and papers to print. Pick your door.",
    "search_description": "How to plan a takeover, bring a group, or get ready for your day.",
    "hosts_words": "You open your workplace. Plan a day on which children really decide.",
    "groups_words": "You bring children. Find places, write home, leave nobody out.",
    "children_words": "You are the boss for a day. Get ready.",
}

LINKS = {
    "takeovers": "Toolkit for hosts, schools and children",
    "hosts": "Toolkit for hosts: plan, safety, the day",
    "groups": "Toolkit: places, letter home, yeses",
}


def pages(files: Mapping[str, dict[str, int]]) -> dict[str, dict[str, object]]:
    """Return the fields of each page by its slug; `files` are documents by sheet and language."""
    return {
        "plan-a-takeover": {
            "title": "Plan a takeover in 5 steps",
            "lead": "Six weeks are enough. One person plans, and one person who can say yes stands behind it.",
            "search_description": "Five steps for hosts, and a checklist to print.",
            "body": [
                steps(
                    "",
                    (
                        "Choose the decision",
                        "Start with what children will decide, not with the tour. One real decision is enough.",
                    ),
                    (
                        "Ask who can say yes",
                        "Find the person who can make it happen. They promise to keep to what the children decide.",
                    ),
                    (
                        "Name who is there",
                        "At least two adults at all times. Say who plans, who welcomes, and who looks after safety.",
                    ),
                    (
                        "Write it in short words",
                        "Tell children what they decide, when, where, and what they get to eat. Then send it to us to be checked.",
                    ),
                    (
                        "Get the place ready",
                        "Read what the children need. Walk the way yourself: door, toilets, quiet room, lunch.",
                    ),
                ),
                download("Planning checklist", "One page to print, with boxes to tick.", files["checklist"]),
                button("Register as a host", "/takeovers/host/"),
            ],
        },
        "let-children-decide": {
            "title": "Let children really decide",
            "lead": "Watching somebody work is a visit. In a takeover, children decide something, and it happens.",
            "search_description": "What a real decision is, with examples, and how to keep to it.",
            "body": [
                heading("Is it a real decision?"),
                checklist(
                    "",
                    "It would be made by an adult if the children were not there.",
                    "There is more than one good answer, and you do not know it yet.",
                    "It happens soon, and children can see that it did.",
                    "It matters to somebody who was not in the room.",
                ),
                heading("Like these"),
                words(
                    "<ul><li>A hospital: what is on the children's menu next month.</li><li>A museum: which twelve pictures hang in the big room.</li><li>A council: what one park gets first, from a real budget.</li><li>A shop: what stands at the front this winter, and what it costs.</li></ul>"
                ),
                heading("Not like these"),
                words(
                    "<ul><li>Choosing the colour of a balloon that goes in the bin.</li><li>A vote whose result nobody has to follow.</li><li>Pretending: a made-up meeting, a photo in the big chair.</li></ul>"
                ),
                callout(
                    "takeovers",
                    "When the answer has to be no",
                    "<p>Say so on the day, say why, and say what you can do instead. Children take a true no. They remember a yes that never came.</p>",
                ),
            ],
        },
        "keep-everybody-safe": {
            "title": "Keep everybody safe",
            "lead": "Safeguarding in plain words. Most of it is who is where, and who knows whom to tell.",
            "search_description": "Safeguarding in plain words: who is there, checks as the law has them, what to do when something is wrong.",
            "body": [
                callout(
                    "help",
                    "Never one adult alone with one child",
                    "<p>Not in a room, not in a lift, not in a car, not on the way to the toilets. Plan the day so that it cannot happen by chance.</p>",
                ),
                checklist(
                    "Before the day",
                    "Name a safeguarding lead who is there, or can be called, all day.",
                    "Look over the risk assessment with young people in mind: machines, roads, hot things, screens.",
                    "Tell every adult who takes part: no phone numbers, no messages, no friend requests, before or after.",
                    "Ask the group who may be in a photo. No yes, no photo.",
                ),
                heading("Checks as the law has them"),
                words(
                    "<p>Most takeovers need no DBS check. A check with the barred lists is only for adults who look after or teach children under 16 often and without somebody else there: once a week or more, or four days in a month. For a day or two, with the group's own adults there, that is nearly never so. A school may not ask for it for adults with 16 and 17-year-olds.</p><p>Please do not ask everybody for such a check to be on the safe side: the law does not allow it, and it makes nobody safer. What makes children safer is that two adults are there.</p>"
                ),
                heading("If a child tells you something"),
                steps(
                    "",
                    ("Listen", "Stay calm. Do not promise to keep it to yourself. Do not ask for details."),
                    (
                        "Say thank you",
                        "'I am glad you told me. I will tell somebody whose job it is to help.'",
                    ),
                    (
                        "Tell your safeguarding lead at once",
                        "Then tell us, from the page of your day. In danger, call 999 first.",
                    ),
                    (
                        "Write down their words",
                        "As they said them, with day and time. Show them to nobody else.",
                    ),
                ),
                words(
                    "<p>These words are ours, for illustration. Your own policy, and your local authority's advice, come first.</p>"
                ),
            ],
        },
        "plan-of-the-day": {
            "title": "A plan for the day",
            "lead": "10:00 to 15:00 is enough. Leave air: children who decide need time to think.",
            "search_description": "A plan for a takeover's day, hour by hour.",
            "body": [
                steps(
                    "",
                    (
                        "10:00 Welcome",
                        "Two people at the door, names on stickers if children like. Show toilets, quiet room, and who to go to.",
                    ),
                    (
                        "10:30 Behind the scenes",
                        "Meet people and see what nobody sees. Everybody who talks says what they decide in their job.",
                    ),
                    (
                        "11:30 The question",
                        "Say what is theirs to decide, what it may cost, and what cannot change. Give them the facts you have.",
                    ),
                    ("12:15 Lunch", "Free, together, with somebody for those who would like it quiet."),
                    (
                        "13:00 Talk and decide",
                        "Small groups first, so that loud voices are not the only ones. Grown-ups answer, and do not vote.",
                    ),
                    (
                        "14:15 They say it",
                        "Children tell the person who can say yes. That person says what happens next, and when.",
                    ),
                    ("14:45 Goodbye", "Thank each child. Tick who came, so that each gets a certificate."),
                ),
                callout(
                    "meetups",
                    "Some children need less",
                    "<p>Send the plan to the group a week before. Say when it is loud. Nobody has to speak, shake hands or be in a photo. Going to the quiet room is not leaving.</p>",
                ),
            ],
        },
        "tell-what-changed": {
            "title": "Tell them what changed",
            "lead": "What children say afterwards: we never heard what came of it. It takes ten minutes to do better.",
            "search_description": "What to tell children after a takeover, and when.",
            "body": [
                steps(
                    "",
                    (
                        "The same week",
                        "Thank the group. Repeat what the children decided, in their own words.",
                    ),
                    (
                        "When it happens",
                        "Send a sentence and, if you can, a picture of the thing. No children on it without their yes.",
                    ),
                    (
                        "After three months",
                        "We ask you what changed. Choose 'done', 'on the way' or 'not yet', and say why. Everybody can read it.",
                    ),
                ),
                words("<p>'Not yet, because the roof came first' is a good answer. Silence is not.</p>"),
                button("See what changed elsewhere", "/takeovers/changed/"),
            ],
        },
        "find-places": {
            "title": "Find places and write home",
            "lead": "You sign in with a code by e-mail. The children need no account.",
            "search_description": "For schools and groups: how to get places, and a letter home to print.",
            "body": [
                steps(
                    "",
                    (
                        "Look together",
                        "Show the children the list. Filter by region, day, age and what they need. Let them choose.",
                    ),
                    (
                        "Ask for places",
                        "Say how many. We keep them for you, all or none, or put you on the waiting list and show you its rules.",
                    ),
                    ("We look at your group, once", "Somebody on our team checks that you are who you say."),
                    ("Print the tickets", "One for each child, with a half for home."),
                    ("Write home", "Send our letter with the half for home. Fill in day and times by hand."),
                ),
                download(
                    "Letter home",
                    "One page for parents and carers, with lines to fill in. Send it in the language they read.",
                    files["letter"],
                ),
                button("Find a takeover", "/takeovers/"),
            ],
        },
        "yeses-and-codes": {
            "title": "Yeses and codes explained",
            "lead": "A place is sure when every yes is in. You cannot say yes for anybody, and nobody can ask you to.",
            "search_description": "Who says yes to a takeover, how the codes work, and what you see.",
            "body": [
                heading("Who says yes"),
                words(
                    "<ul><li><b>The child</b>, always, with the code on their half of the ticket.</li><li><b>A parent, guardian or carer</b> for each child under 16, with the code on the half for home.</li><li><b>The authority</b> for a child in its care, in writing. Everybody is shown this way, so that nobody stands out.</li></ul><p>Coming, a first name for the host, and photos are three questions. A no to a photo is not a no to the day.</p>"
                ),
                heading("What you see"),
                words(
                    "<p>You see which tickets are complete, and never whose answer is missing or who said no. Please do not ask children who it was.</p>"
                ),
                heading("What to do"),
                checklist(
                    "",
                    "Hand out the tickets early, two school weeks before the last day.",
                    "Read the code out for a child who cannot. Turn away when they answer.",
                    "Offer a phone or computer to families who have none.",
                    "Lost ticket? Print it again from your page.",
                ),
                callout(
                    "help",
                    "A no is a no",
                    "<p>If a child says no, or takes a yes back, on any day, their name goes at once and somebody else gets the place. There is nothing to explain.</p>",
                ),
            ],
        },
        "who-finds-it-hardest": {
            "title": "Who finds it hardest comes first",
            "lead": "Children who are asked least have most to say. Begin your list with them.",
            "search_description": "Free travel, a quiet room, a way in without steps: how every child can come.",
            "body": [
                words(
                    "<p>Children in care, young carers, children who are new to English, disabled children, children who miss school: if you fill the places in the order of raised hands, they stay at home.</p>"
                ),
                checklist(
                    "So that they can come",
                    "Ask them first, one by one, before you ask everybody.",
                    "Choose a takeover that pays for travel and lunch. The page of each one says so.",
                    "Look for a quiet room, a way in without steps, sign language, a hearing loop: the list filters by them.",
                    "Let the child write what they need, with their own code. The host reads it only if the child said yes.",
                    "Go and see the place first, or look at its pictures together.",
                    "Bring a second adult, so that one child can go home early without ending the day for all.",
                ),
                callout(
                    "pledge",
                    "What nobody should hear",
                    "<p>Why a child comes first is theirs to tell. Do not say it to the host, to other children, or in a photo's caption.</p>",
                ),
            ],
        },
        "what-is-a-takeover": {
            "title": "What is a takeover?",
            "lead": "You go to work for a day. But you are the boss.",
            "search_description": "What happens in a takeover, in words for children.",
            "body": [
                words(
                    "<p>A takeover is a day at a real job. It can be in a zoo, a shop or a town hall. You meet the people. You see how it all works. Then you choose a thing. And it happens.</p>"
                ),
                steps(
                    "How it goes",
                    ("You pick a day", "Look at the list with your group. Say which one you like."),
                    ("You say yes", "You get a ticket with a code. You say yes or no. Both are fine."),
                    ("You go", "A grown-up you know comes too. You are never alone with one adult."),
                    ("You decide", "It is a real choice. The grown-ups have to do it."),
                    ("They tell you", "You hear what came of it."),
                ),
                callout(
                    "help",
                    "You can say no",
                    "<p>You can say no at any time. You do not have to say why. No one will be cross.</p>",
                ),
                button("Look at takeovers", "/takeovers/"),
            ],
        },
        "my-questions": {
            "title": "My questions",
            "lead": "You may ask anything. Here are some to start with.",
            "search_description": "Questions to ask on your takeover day, in words for children.",
            "body": [
                checklist(
                    "Ask about the day",
                    "Who will be there?",
                    "What can I eat?",
                    "Where can I go if it is too loud?",
                    "When do we go home?",
                ),
                checklist(
                    "Ask the boss",
                    "What do you do all day?",
                    "What was your worst day?",
                    "Who tells you what to do?",
                    "What would you change?",
                    "What will you do with what we say?",
                ),
                words("<p>Do not get it? Ask again. It is their job to make it clear.</p>"),
            ],
        },
        "my-plan": {
            "title": "My plan",
            "lead": "Print this plan and take it with you. It is yours. You need not show it.",
            "search_description": "A plan to print for your takeover day, in words for children.",
            "body": [
                download("My takeover plan", "One page to write and draw on.", files["plan"]),
                checklist(
                    "In my bag",
                    "My ticket",
                    "My plan and a pen",
                    "A drink",
                    "The thing that calms me down",
                ),
                callout(
                    "help",
                    "Is it too much?",
                    "<p>Go to the quiet room. Or tell a grown-up you know. You can stop. You did nothing wrong.</p>",
                ),
            ],
        },
        "what-i-decided": {
            "title": "What I decided",
            "lead": "The day is over. What you said still counts.",
            "search_description": "What happens after your takeover day, in words for children.",
            "body": [
                steps(
                    "",
                    ("Tell us how it was", "Use your code. Tap a face. We do not ask your name."),
                    (
                        "Get your certificate",
                        "It says what you did. You can put your first name on it, or not.",
                    ),
                    (
                        "Wait for the news",
                        "After three months we ask: what changed? You can read what they say.",
                    ),
                ),
                words("<p>Did they not do it? They have to say why. You can ask us too.</p>"),
                button("Use my code", "/my-place/"),
            ],
        },
    }
