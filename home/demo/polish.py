"""The demo's words in Polish."""

# ruff: noqa: E501 (prose is not wrapped)

from home.demo.parts import button, callout, cards, heading, quote, steps, words

PAGES: dict[str, dict[str, object]] = {
    "home": {
        "title": "Heard",
        "claim": "Tak naprawdę wygląda życie dziecka.",
        "claim_mark": "naprawdę",
        "lead": "Nakręć krótki film o swoim życiu. Pokazujemy takie filmy ludziom, którzy ustalają zasady.",
        "button_label": "Nakręć swój film",
        "button_address": "/films/make/",
        "films_heading": "Prosto z fotela",
        "search_description": "Dzieci pokazują w krótkich filmach, jak wygląda dzieciństwo. Każdy film najpierw oglądają dwie osoby.",
        "body": [
            cards(
                "",
                (
                    "takeovers",
                    "Obejrzyj filmy",
                    "Zobacz, co mówią inne dzieci.",
                    "Przejdź do filmów",
                    "/films/",
                ),
                (
                    "meetups",
                    "Gdzie jest mój film?",
                    "Masz kod? Sprawdź, co z filmem, albo go zabierz.",
                    "Użyj kodu",
                    "/my-film/",
                ),
                (
                    "pledge",
                    "Twoje prawa",
                    "Film jest twój. W każdej chwili możesz powiedzieć stop.",
                    "Przeczytaj, jak cię chronimy",
                    "/privacy/children/",
                ),
            ),
            steps(
                "Co się dzieje z twoim filmem",
                ("Ty kręcisz", "Wystarczy telefon. Do 2 minut. Obok siedzi dorosły, któremu ufasz."),
                (
                    "Dwie osoby oglądają",
                    "Sprawdzają, czy film jest dla ciebie bezpieczny. Nikt inny go jeszcze nie widzi.",
                ),
                (
                    "Film trafia na stronę",
                    "Dostaje wymyśloną nazwę, na przykład Brave Singing Otter. Nigdy twoje imię.",
                ),
                (
                    "Ważni ludzie słuchają",
                    "Pokazujemy film tym, którzy ustalają zasady. Potem mówimy ci, co zrobili.",
                ),
            ),
            cards(
                "Co jeszcze tu jest",
                (
                    "takeovers",
                    "Dzieci u steru",
                    "Przez jeden dzień rób to, co robią dorośli.",
                    "Zobacz, gdzie",
                    "/takeovers/",
                ),
                (
                    "meetups",
                    "Spotkania",
                    "Dzieci w pieczy spotykają się i pytają tych, którzy decydują.",
                    "Zobacz spotkania",
                    "/meetups/",
                ),
                (
                    "pledge",
                    "Przyrzeczenie",
                    "Zobacz, co dorośli obiecują dzieciom w pieczy.",
                    "Przeczytaj przyrzeczenie",
                    "/pledge/",
                ),
            ),
            quote(
                "Dorośli pytają, jak było w szkole. Nikt nie pyta, jak było w autobusie. Więc nakręciłam film w autobusie.",
                "11 lat, wymyślone na potrzeby tej prezentacji",
            ),
        ],
    },
    "about": {
        "title": "O nas",
        "lead": "Ludzie, którzy ustalają zasady, siedzą w wielkich fotelach. Myślimy, że teraz kolej na ciebie.",
        "search_description": "Kim jesteśmy, po co dzieci kręcą tu filmy i co robią z nimi dorośli.",
        "body": [
            words(
                "<p>Ty wiesz, jak to jest być dzieckiem. Większość rządzących już nie pamięta. Dlatego pytamy ciebie.</p><p>Ty kręcisz film. My go chronimy i pokazujemy tym, którzy mogą coś zmienić. Oni muszą powiedzieć, co zrobili. A my mówimy to tobie.</p>"
            ),
            heading("Kto to prowadzi"),
            words(
                "<p>To jest prezentacja. Stronę Heard prowadzi w niej Biuro Obrońcy Dzieci, które jest wymyślone. Wymyślone są też wszystkie filmy i osoby.</p>"
            ),
            callout(
                "takeovers",
                "Dla dorosłych",
                "<p>Heard opiera się na artykule 12 Konwencji o prawach dziecka: każde dziecko może powiedzieć, co myśli, i ma prawo być traktowane poważnie. Niczego nie publikujemy, zanim nie obejrzą tego dwie przeszkolone osoby, a każdy film można w każdej chwili zabrać, używając kodu.</p>",
            ),
            button("Nakręć swój film", "/films/make/"),
        ],
    },
    "meetups": {
        "title": "Spotkania",
        "lead": "Dzieci w pieczy spotykają się, za każdym razem w innej części Anglii. Pytają tych, którzy decydują. I dostają odpowiedzi.",
        "search_description": "Rady dzieci w pieczy spotykają się i pytają tych, którzy decydują. Zobacz następne spotkania i to, co wyszło z poprzednich.",
        "body": [
            heading("Co to jest spotkanie?"),
            words(
                "<p>Prawie wszędzie działa rada dzieci w pieczy. To grupa młodych ludzi w pieczy. Mówią, co powinno być lepsze.</p><p>Na spotkaniu kilka takich rad spędza razem dzień. Jedzą, bawią się i rozmawiają. Pytają tych, którzy decydują. A oni składają obietnice. My je zapisujemy i pytamy o nie później.</p>"
            ),
            heading("Czy możesz przyjechać?"),
            words(
                "<p>Każda rada przyjeżdża z kimś dorosłym, kogo zna. Ta osoba prosi nas o miejsca. Jesteś w pieczy, ale nie w radzie? Zapytaj o nią swojego pracownika socjalnego.</p><p>Nigdy nie piszemy tutaj, gdzie jest spotkanie. Wiedzą to tylko rady, które przyjadą. I nikt nie musi być na zdjęciu.</p>"
            ),
        ],
    },
    "privacy": {
        "title": "Prywatność",
        "lead": "Co o tobie wiemy, po co, kto to widzi i kiedy znika.",
        "search_description": "Co zbieramy, po co, kto to widzi, jak długo to trzymamy i jakie masz prawa.",
        "body": [
            cards(
                "",
                (
                    "help",
                    "Jesteś dzieckiem?",
                    "Mamy dla ciebie krótszą stronę. Mówi to samo.",
                    "Przeczytaj krótką stronę",
                    "/privacy/children/",
                ),
            ),
            heading("Co zbieramy i po co"),
            words(
                "<ul><li><b>Film</b>, żeby go pokazać, gdy sprawdzą go ludzie.</li><li><b>Przedział wieku i region</b>, żeby słychać było dzieci z każdego miejsca. Nigdy datę urodzenia ani adres.</li><li><b>Adres e-mail dorosłego</b>, gdy dziecko ma mniej niż 13 lat, żeby zapytać o zgodę. Do niczego więcej.</li><li><b>Twoje odpowiedzi podczas robienia filmu</b>, żeby nic nie zginęło, gdy telefon się wyłączy. Znikają po wysłaniu albo po 7 dniach.</li></ul><p>Nie pytamy o imię i nazwisko. Film dostaje wymyśloną nazwę. Z pliku usuwamy miejsce, czas i dane urządzenia.</p>"
            ),
            heading("Kto to widzi"),
            words(
                "<p>Najpierw film oglądają dwie przeszkolone osoby od nas. Widzi go też dorosły, którego zapytaliśmy. Zapisujemy każde obejrzenie. Nikt niczego nie sprzedaje, nie udostępnia ani nie profiluje.</p>"
            ),
            heading("Jak długo to trzymamy"),
            words(
                "<ul><li>Plik, który wyślesz: do publikacji filmu. Jeśli odmówimy, trzymamy film 28 dni, żeby ktoś inny mógł spojrzeć jeszcze raz. Potem go usuwamy.</li><li>Opublikowany film: do zabrania albo do końca zgody.</li><li>Adres e-mail: dopóki możemy musieć napisać w sprawie filmu. Potem go usuwamy.</li><li>Zapis bez nazwisk, że film tu był i został zabrany. Dzięki niemu film nigdy nie wróci.</li><li>To, co napiszesz nam o filmie: do 30 dni po tym, jak go obejrzymy. Podany przy tym adres e-mail: dopóki raz do ciebie nie napiszemy.</li></ul>"
            ),
            heading("Jeśli z filmem jest coś nie tak"),
            words(
                "<p>Pod każdym filmem jest link: <b>Napisz nam o tym filmie</b>. Może z niego skorzystać każdy, bez konta. Człowiek ogląda film w ciągu 1 dnia roboczego. Jeśli w filmie jest ktoś, kto się nie zgodził, jeśli widać, gdzie ktoś mieszka, albo jeśli film może łamać prawo, chowamy go od razu i oglądamy w ciągu 2 godzin roboczych. Dostajesz kod. Z nim przeczytasz, co zrobiliśmy.</p><p>Jeśli odmówimy pokazania twojego filmu, przez 28 dni możesz poprosić, żeby spojrzał na niego ktoś inny. Zrobi to w ciągu 5 dni roboczych.</p>"
            ),
            heading("Pliki cookie"),
            words(
                "<p>Strony publiczne ich nie zapisują. Gdy robisz film, jeden plik cookie pamięta, że to ty. To wszystko, więc nie ma okienka z pytaniem.</p>"
            ),
            heading("Twoje prawa"),
            words(
                "<p>Możesz zobaczyć, poprawić, zabrać i usunąć to, co mamy. Z kodem zrobisz to od razu. Możesz też napisać na hello@heard.example. Jeśli coś zrobimy źle, możesz złożyć skargę do brytyjskiego urzędu ochrony danych (Information Commissioner's Office).</p><p>Film publikujemy na podstawie zgody, a dzieci chronimy, wykonując zadanie publiczne.</p>"
            ),
        ],
    },
    "privacy/children": {
        "title": "Twój film, twoje zasady",
        "lead": "Ta strona jest dla ciebie. Jest krótka i prawdziwa.",
        "search_description": "Prywatność na jednej stronie, słowami dla dzieci.",
        "body": [
            steps(
                "",
                (
                    "Nie pytamy, jak się nazywasz",
                    "Film dostaje wymyśloną nazwę. Pytamy, ile masz lat, ale nie o urodziny.",
                ),
                (
                    "Najpierw oglądają dwie osoby",
                    "Nikt inny go nie zobaczy, dopóki nie powiedzą, że jest bezpieczny.",
                ),
                ("Możesz go zabrać", "Użyj kodu. Film znika od razu. Nie musisz mówić dlaczego."),
                ("Możesz powiedzieć nie", "Nie chcesz? Nie rób. Nikt się nie pogniewa."),
                ("Nie szpiegujemy", "Nie śledzimy cię. Nie liczymy, kto ogląda. Nie ma reklam."),
            ),
            callout(
                "help",
                "Nie wiesz, co robić?",
                '<p>Zapytaj dorosłego, któremu ufasz. Albo <a href="/pl/help/">porozmawiaj z nami</a>. To nic nie kosztuje.</p>',
            ),
        ],
    },
    "accessibility": {
        "title": "Deklaracja dostępności Heard",
        "lead": "Deklaracja dotyczy tej strony, którą prowadzi Biuro Obrońcy Dzieci. Chcemy, żeby mogło z niej korzystać jak najwięcej osób.",
        "search_description": "Jak dostępna jest ta strona, czego jeszcze brakuje i jak nam o tym powiedzieć.",
        "body": [
            words(
                "<p>Na tej stronie możesz:</p><ul><li>powiększyć tekst do 400% i nic nie wyjdzie poza ekran</li><li>korzystać ze wszystkiego samą klawiaturą albo głosem</li><li>słuchać jej czytnikiem ekranu</li><li>zmienić kolory i kontrast w swoim urządzeniu</li><li>korzystać z niej bez JavaScriptu</li><li>oglądać każdy film z napisami i przeczytać, co w nim mówią</li></ul>"
            ),
            heading("Jak dostępna jest ta strona"),
            words(
                "<p>Każdy rodzaj strony sprawdzamy automatycznie, samą klawiaturą, na szerokości 320 pikseli i od prawej do lewej. Wiemy, że nie wszystko jest w pełni dostępne:</p><ul><li>filmy mają napisy, ale nie mają tłumaczenia na język migowy</li><li>filmy mają opis słowny, ale nie mają audiodeskrypcji</li></ul>"
            ),
            heading("Uwagi i kontakt"),
            words(
                "<p>Jeśli coś nie działa albo potrzebujesz innej formy, na przykład dużego druku, tekstu łatwego do czytania, nagrania lub brajla, napisz na hello@heard.example albo zadzwoń: 08081 570 131. Odpowiadamy w ciągu 5 dni roboczych.</p>"
            ),
            heading("Egzekwowanie przepisów"),
            words(
                "<p>Przepisów o dostępności stron instytucji publicznych z 2018 roku pilnuje w Wielkiej Brytanii Equality and Human Rights Commission (EHRC). Jeśli nasza odpowiedź ci nie wystarcza, zwróć się do Equality Advisory and Support Service (EASS).</p>"
            ),
            heading("Informacje techniczne o dostępności"),
            words(
                "<p>Zobowiązujemy się zapewnić dostępność tej strony zgodnie z brytyjskimi przepisami Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.</p><h3>Stan zgodności</h3><p>Strona jest częściowo zgodna z wytycznymi WCAG 2.2 na poziomie AA z powodów podanych niżej.</p><h3>Treści niedostępne</h3><p>Filmy nie mają audiodeskrypcji tego, co tylko widać (kryterium 1.2.5). Obok każdego jest opis słowny.</p>"
            ),
            heading("Przygotowanie deklaracji"),
            words(
                "<p>Deklarację przygotowano i sprawdzono 21 listopada 2026 r. Stronę badali tego dnia jej twórcy, automatycznie i ręcznie za pomocą klawiatury. Nie badały jej jeszcze osoby z zewnątrz.</p>"
            ),
        ],
    },
    "easy-read": {
        "title": "Heard: łatwo do czytania",
        "lead": "Krótkie słowa. Duże litery.",
        "search_description": "Do czego jest ta strona, w tekście łatwym do czytania.",
        "body": [
            steps(
                "",
                ("To jest Heard", "To strona dla dzieci."),
                ("Możesz nakręcić film", "Film jest o twoim życiu."),
                ("Dorosły może pomóc", "Poproś kogoś, komu ufasz."),
                ("Dbamy o ciebie", "Dwie osoby najpierw oglądają film."),
                ("Możesz przestać", "Film możesz zabrać każdego dnia."),
            ),
            button("Nakręć film", "/films/make/"),
            callout(
                "help",
                "Potrzebujesz pomocy?",
                '<p>Możesz <a href="/pl/help/">porozmawiać z człowiekiem</a>. To nic nie kosztuje.</p>',
            ),
        ],
    },
}

MENUS = {
    "menu": [
        ("/films/", "film", "Filmy"),
        ("/films/make/", "film", "Nakręć film"),
        ("/takeovers/", "takeovers", "Dzieci u steru"),
        ("/meetups/", "meetups", "Spotkania"),
        ("/pledge/", "pledge", "Przyrzeczenie"),
        ("/my-film/", "film", "Mój film"),
        ("/about/", "pledge", "O nas"),
    ],
    "footer": [
        ("/privacy/", "paper", "Prywatność"),
        ("/accessibility/", "paper", "Dostępność"),
        ("/easy-read/", "paper", "Łatwo do czytania"),
    ],
}

HELP = {
    "heading": "Znajdź pomoc teraz",
    "lead": "Możesz porozmawiać z człowiekiem. To nic nie kosztuje. Nie musisz podawać imienia. To nie twoja wina.",
    "phone": "08081 570 131",
    "email": "help@heard.example",
    "next_steps": "Odbiera ktoś życzliwy. Możesz mówić o wszystkim, o dużych i małych sprawach.\n\nNajpierw cię wysłucha. Jeśli nie jesteś bezpieczny lub bezpieczna, powie ci, co zrobi, zanim to zrobi.",
    "emergency": "Coś ci się stało albo ktoś chce ci zrobić krzywdę? Zadzwoń pod 999. To nic nie kosztuje. Poproś o policję albo karetkę.",
    "closed": "Nikogo nie ma? Night Light poniżej odbiera przez całą noc. Możesz też napisać do nas o każdej porze.",
}
LINES = [
    {
        "name": "Night Light (wymyślone na potrzeby prezentacji)",
        "phone": "08081 570 142",
        "words": "Dla dzieci i nastolatków. Cały dzień i całą noc.",
    },
    {
        "name": "Care Ears (wymyślone na potrzeby prezentacji)",
        "phone": "08081 570 167",
        "words": "Dla dzieci w pieczy zastępczej. Pomagają, gdy nikt nie słucha. Od 9 do 17, od poniedziałku do piątku.",
    },
]
PARTS = [
    {
        "whom": "young",
        "heading": "Masz mniej niż 11 lat?",
        "words": "Poproś kogoś dorosłego, kogo lubisz, żeby był przy tobie, gdy dzwonisz. Może to być nauczyciel lub nauczycielka.\n\nWystarczy powiedzieć: coś jest nie tak. O resztę zapytamy.",
        "phone": "",
    },
    {
        "whom": "teenager",
        "heading": "Masz od 11 do 17 lat?",
        "words": "Możesz zadzwonić bez nikogo. Nie powiemy rodzicom, opiekunom ani szkole, że była rozmowa.\n\nJeśli komuś może stać się krzywda, musimy wezwać pomoc. Jeśli się da, powiemy ci o tym najpierw.",
        "phone": "",
    },
    {
        "whom": "in-care",
        "heading": "Mieszkasz w pieczy zastępczej?",
        "words": "Masz prawo być wysłuchany lub wysłuchana, gdy inni o tobie decydują. Możesz poprosić o rzecznika. To ktoś, kto mówi w twoim imieniu.\n\nNie chcesz się przeprowadzać? Ktoś nie pozwala ci widywać rodziny? Zadzwoń. Zapytamy tych, którzy decydują.",
        "phone": "08081 570 167",
    },
    {
        "whom": "leaving-care",
        "heading": "Opuszczasz pieczę zastępczą?",
        "words": "Do 25. roku życia możesz mieć osobistego doradcę. Pomaga w sprawach pieniędzy, mieszkania i szkoły.\n\nNikt ci go nie dał? Zadzwoń.",
        "phone": "",
    },
    {
        "whom": "custody",
        "heading": "Jesteś w zakładzie zamkniętym?",
        "words": "Możesz do nas dzwonić za darmo z telefonu na oddziale. Personel nie może podsłuchiwać.\n\nMożesz też poprosić o rzecznika. Ktoś cię przytrzymał siłą albo zrobił ci krzywdę? Powiedz nam.",
        "phone": "",
    },
    {
        "whom": "alone",
        "heading": "Przyjechałeś lub przyjechałaś do Anglii bez rodziny?",
        "words": "Możesz rozmawiać z nami w swoim języku. Zaprosimy kogoś, kto nim mówi. Nie jesteśmy urzędem imigracyjnym i nie powtarzamy mu, co mówisz.\n\nMasz prawo do bezpiecznego miejsca, szkoły i prawnika.",
        "phone": "",
    },
    {
        "whom": "grown-up",
        "heading": "Jesteś osobą dorosłą i martwisz się o dziecko?",
        "words": "Dziecko jest teraz w niebezpieczeństwie? Zadzwoń pod 999. Jeśli nie, zadzwoń do urzędu tam, gdzie mieszka dziecko, i poproś o dział do spraw dzieci. Nie musisz mieć pewności.",
        "phone": "",
    },
]
