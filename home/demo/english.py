"""The demo's words in English. Everything is made up, but for 999 and the bodies of the law."""

# ruff: noqa: E501 (prose is not wrapped)

from home.demo.parts import button, callout, cards, heading, quote, steps, words

PAGES: dict[str, dict[str, object]] = {
    "home": {
        "title": "Heard",
        "claim": "This is what being a kid is really like.",
        "claim_mark": "really",
        "lead": "Make a short film about your life. We show films like yours to the people who make the rules.",
        "button_label": "Make your film",
        "button_address": "/films/make/",
        "films_heading": "Fresh from the chair",
        "search_description": "Children show what childhood is like, in short films of their own. Every film is watched by two people before anyone else sees it.",
        "body": [
            cards(
                "",
                (
                    "takeovers",
                    "Watch films",
                    "See what other kids have to say.",
                    "Go to the films",
                    "/films/",
                ),
                (
                    "meetups",
                    "Where is my film?",
                    "Got a code? See where your film is, or take it back.",
                    "Use my code",
                    "/my-film/",
                ),
                (
                    "pledge",
                    "Your rights",
                    "Your film is yours. You can say stop at any time.",
                    "Read how we keep you safe",
                    "/privacy/children/",
                ),
            ),
            steps(
                "What happens to your film",
                ("You film it", "Use any phone. Up to 2 minutes. A grown-up you trust sits with you."),
                ("Two people watch it", "They check that it is safe for you. Nobody else sees it yet."),
                (
                    "It goes up",
                    "You get a made-up name for it, like Brave Singing Otter. Never your own name.",
                ),
                (
                    "The big people listen",
                    "We show it to the people who make the rules. Then we tell you what they did.",
                ),
            ),
            cards(
                "More to do here",
                ("takeovers", "Takeovers", "Do a grown-up's job for a day.", "See takeovers", "/takeovers/"),
                (
                    "meetups",
                    "Meetups",
                    "Children in care meet, and ask the people in charge.",
                    "See meetups",
                    "/meetups/",
                ),
                (
                    "pledge",
                    "The Pledge",
                    "See what grown-ups promise to children in care.",
                    "Read the Pledge",
                    "/pledge/",
                ),
            ),
            quote(
                "Grown-ups ask how school was. Nobody asks how the bus was. So I made a film on the bus.",
                "Age 11, made up for this demo",
            ),
        ],
    },
    "about": {
        "title": "About Heard",
        "lead": "The people who make the rules sit in big chairs. We think you should have a turn.",
        "search_description": "Who we are, why children make films here, and what grown-ups do with them.",
        "body": [
            words(
                "<p>You know what it is like to be a kid. Most people in charge have forgotten. So we ask you.</p><p>You make a film. We keep it safe. We show it to people who can change things. They have to tell us what they did. Then we tell you.</p>"
            ),
            heading("Who runs it"),
            words(
                "<p>This is a demo. In it, the Office of the Children's Champion runs Heard. It is made up. So are all the films and all the people.</p>"
            ),
            callout(
                "takeovers",
                "For grown-ups",
                "<p>Heard is built on article 12 of the UN Convention on the Rights of the Child: every child may say what they think, and have it taken seriously. Nothing is published before two trained people have watched it, and every film can be taken back at any time with a code.</p>",
            ),
            button("Make your film", "/films/make/"),
        ],
    },
    "meetups": {
        "title": "Meetups",
        "lead": "Children in care meet, each time in another part of England. They ask the people in charge. And they get answers.",
        "search_description": "Children in Care Councils meet each other and ask the people who decide. See the next meetups and what came of the last ones.",
        "body": [
            heading("What is a meetup?"),
            words(
                "<p>Most places have a Children in Care Council. It is a group of young people in care. They say what should be better.</p><p>At a meetup, some of these councils spend a day together. They eat, play and talk. They ask the people who decide. Those people make promises. We write the promises down, and we ask about them later.</p>"
            ),
            heading("Can you come?"),
            words(
                "<p>Each council comes with a grown-up it knows. That grown-up asks us for places. Are you in care, but in no council? Ask your social worker about yours.</p><p>We never say here where a meetup is. Only councils that come know. And nobody has to be in a photo.</p>"
            ),
        ],
    },
    "privacy": {
        "title": "Privacy",
        "lead": "What we know about you, why, who sees it, and when it goes.",
        "search_description": "What we collect, why, who sees it, how long we keep it, and your rights.",
        "body": [
            cards(
                "",
                (
                    "help",
                    "Are you a kid?",
                    "There is a shorter page for you. It says the same.",
                    "Read the short page",
                    "/privacy/children/",
                ),
            ),
            heading("What we collect and why"),
            words(
                "<ul><li><b>The film</b>, to show it once people have checked it.</li><li><b>An age band and a region</b>, so that films from everywhere are heard. Never a birthday, never an address.</li><li><b>A grown-up's e-mail address</b> when the child is under 13, to ask for their yes. We use it for nothing else.</li><li><b>Your answers while you make a film</b>, so that nothing is lost when your phone stops. They go when you send it, or after 7 days.</li></ul><p>We do not ask for names. The film gets a made-up one. We take place, time and device data out of the file.</p>"
            ),
            heading("Who sees it"),
            words(
                "<p>Two trained people of ours see the film before anyone else. The grown-up who was asked sees it too. Every look is written down. Nobody sells, shares or profiles anything.</p>"
            ),
            heading("How long we keep it"),
            words(
                "<ul><li>The file you sent: until the film is published. If we refuse the film, we keep it for 28 days, so that someone else can look again. Then it is deleted.</li><li>The published film: until it is taken back or its yes runs out.</li><li>The e-mail address: as long as we may need to write about the film. Then it is deleted.</li><li>A record with no name in it that a film was here and was taken back. It makes sure the film never returns.</li><li>What you tell us about a film: until 30 days after we have looked. An e-mail address you give with it: until we have written to you once.</li></ul>"
            ),
            heading("If something is wrong with a film"),
            words(
                "<p>Below each film is a link: <b>Tell us about this film</b>. Anyone can use it, without an account. A person looks within 1 working day. If someone is in a film who did not say yes, if a film shows where someone lives, or if it may break the law, we put it away at once and look within 2 working hours. You get a code. With it you can read what we did.</p><p>If we refuse your film, you can ask someone else to look again for 28 days. They look within 5 working days.</p>"
            ),
            heading("Cookies"),
            words(
                "<p>Public pages set none. While you make a film one cookie remembers that it is you. That is all, so there is no banner.</p>"
            ),
            heading("Your rights"),
            words(
                "<p>You can see, correct, take and delete what we hold. With your code you can do it yourself, at once. Or write to us at hello@heard.example. If we get it wrong you can complain to the Information Commissioner's Office.</p><p>We rely on consent for publishing a film, and on our public task for keeping children safe.</p>"
            ),
        ],
    },
    "privacy/children": {
        "title": "Your film, your rules",
        "lead": "This page is for you. It is short, and it is true.",
        "search_description": "Privacy in one page, in words for children.",
        "body": [
            steps(
                "",
                (
                    "We do not ask for your name",
                    "Your film gets a made-up name. We ask how old you are, but not your birthday.",
                ),
                ("Two people watch it first", "Nobody else can see it until they say it is safe."),
                (
                    "You can take it back",
                    "Use your code. Your film goes away at once. You do not have to say why.",
                ),
                ("You can say no", "If you do not want to do it, do not do it. No one will be cross."),
                ("We do not spy", "We do not track you. We do not count who looks. There are no ads."),
            ),
            callout(
                "help",
                "Not sure?",
                '<p>Ask a grown-up you trust. Or <a href="/help/">talk to us</a>. It is free.</p>',
            ),
        ],
    },
    "accessibility": {
        "title": "Accessibility statement for Heard",
        "lead": "This statement is about this website, run by the Office of the Children's Champion. We want as many people as possible to be able to use it.",
        "search_description": "How accessible this website is, what is not yet, and how to tell us.",
        "body": [
            words(
                "<p>You should be able to:</p><ul><li>zoom in up to 400% without the text spilling off the screen</li><li>use all of the website with a keyboard, or with your voice</li><li>listen to it with a screen reader</li><li>change colours and contrast on your device</li><li>use it without JavaScript</li><li>watch every film with captions and read what is said</li></ul><p>We have made the text as simple as we can. AbilityNet has advice on making your device easier to use if you have a disability.</p>"
            ),
            heading("How accessible this website is"),
            words(
                "<p>We test every kind of page with automatic rules, by keyboard alone, at 320 pixels and from right to left. We know that some parts are not fully accessible:</p><ul><li>films have captions but no British Sign Language</li><li>films have a description in words but no audio description</li></ul>"
            ),
            heading("Feedback and contact information"),
            words(
                "<p>If you find a problem, or need this in another format such as large print, Easy Read, audio or Braille, write to hello@heard.example or call 08081 570 131. We answer within 5 working days.</p>"
            ),
            heading("Enforcement procedure"),
            words(
                "<p>The Equality and Human Rights Commission (EHRC) enforces the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how we answer, contact the Equality Advisory and Support Service (EASS).</p>"
            ),
            heading("Technical information about this website's accessibility"),
            words(
                "<p>We are committed to making this website accessible, in accordance with the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.</p><h3>Compliance status</h3><p>This website is partially compliant with the Web Content Accessibility Guidelines version 2.2 AA standard, due to the non-compliances listed below.</p><h3>Non-accessible content</h3><p>Films have no audio description of what is only seen (success criterion 1.2.5). Each has a description in words beside it. Children make the films, and we do not speak over them; we are asking children how they would like it done.</p>"
            ),
            heading("Preparation of this accessibility statement"),
            words(
                "<p>This statement was prepared on 21 November 2026 and last reviewed on 21 November 2026. The website was last tested on 21 November 2026, by its makers, with automatic rules on every kind of page and by hand with a keyboard. It has not been tested by people outside yet.</p>"
            ),
        ],
    },
    "easy-read": {
        "title": "Heard in Easy Read",
        "lead": "Short words. Big letters.",
        "search_description": "What this website is for, in Easy Read.",
        "body": [
            steps(
                "",
                ("This is Heard", "It is a website for children."),
                ("You can make a film", "The film is about your life."),
                ("A grown-up can help", "Ask someone you trust."),
                ("We keep you safe", "Two people watch your film first."),
                ("You can stop", "You can take your film back any day."),
            ),
            button("Make a film", "/films/make/"),
            callout(
                "help",
                "Do you need help?",
                '<p>You can <a href="/help/">talk to a person</a>. It is free.</p>',
            ),
        ],
    },
}

MENUS = {
    "menu": [
        ("/films/", "film", "Films"),
        ("/films/make/", "film", "Make a film"),
        ("/takeovers/", "takeovers", "Takeovers"),
        ("/meetups/", "meetups", "Meetups"),
        ("/pledge/", "pledge", "Pledge"),
        ("/my-film/", "film", "My film"),
        ("/about/", "pledge", "About"),
    ],
    "footer": [
        ("/privacy/", "paper", "Privacy"),
        ("/accessibility/", "paper", "Accessibility"),
        ("/easy-read/", "paper", "Easy Read"),
    ],
}

HELP = {
    "heading": "Get help now",
    "lead": "You can talk to a person. It is free. You do not have to say your name. You did nothing wrong.",
    "phone": "08081 570 131",
    "email": "help@heard.example",
    "next_steps": "A kind person picks up. You can talk about anything, big or small.\n\nThey listen first. If you are not safe, they tell you what they will do next, before they do it.",
    "emergency": "Are you hurt, or is someone about to hurt you? Call 999. It is free. Ask for the police or an ambulance.",
    "closed": "Is nobody there? Night Light below answers all night. You can also write to us at any time.",
}
LINES = [
    {
        "name": "Night Light (made up for this demo)",
        "phone": "08081 570 142",
        "words": "For kids and teenagers. All day and all night.",
    },
    {
        "name": "Care Ears (made up for this demo)",
        "phone": "08081 570 167",
        "words": "For children in care. They help you when nobody listens. 9 to 5, Monday to Friday.",
    },
]
PARTS = [
    {
        "whom": "young",
        "heading": "Are you under 11?",
        "words": "Ask a grown-up you like to sit with you when you call. A teacher is fine too.\n\nYou can just say: something is wrong. We ask the rest.",
        "phone": "",
    },
    {
        "whom": "teenager",
        "heading": "Are you 11 to 17?",
        "words": "You can call alone. We do not tell your parents, your carer or your school that you called.\n\nIf someone may get hurt, we have to get help. We tell you first if we can.",
        "phone": "",
    },
    {
        "whom": "in-care",
        "heading": "Do you live in care?",
        "words": "You have a right to be heard when people decide about you. You can ask for an advocate. That is someone who speaks up for you.\n\nDo you not want to move? Did someone stop you seeing your family? Call us. We ask the people in charge.",
        "phone": "08081 570 167",
    },
    {
        "whom": "leaving-care",
        "heading": "Are you leaving care?",
        "words": "Until you are 25 you can have a personal adviser. They help with money, a place to live and school.\n\nDid nobody give you one? Call us.",
        "phone": "",
    },
    {
        "whom": "custody",
        "heading": "Are you in custody?",
        "words": "You can call us for free from the phone on your unit. Staff must not listen in.\n\nYou can also ask for an advocate. Did someone hold you down or hurt you? Tell us.",
        "phone": "",
    },
    {
        "whom": "alone",
        "heading": "Did you come to England alone?",
        "words": "You can talk to us in your own language. We bring someone who speaks it. We are not the Home Office, and we do not tell them what you say.\n\nYou have a right to a safe place to live, a school and a lawyer.",
        "phone": "",
    },
    {
        "whom": "grown-up",
        "heading": "Are you a grown-up who is worried?",
        "words": "Is a child in danger now? Call 999. If not, call the council where the child lives and ask for children's services. You do not need to be sure.",
        "phone": "",
    },
]
