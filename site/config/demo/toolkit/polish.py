"""The toolkit's words in Polish."""

# ruff: noqa: E501 (prose is not wrapped)

from collections.abc import Mapping

from home.demo.parts import button, callout, checklist, download, heading, steps, words

INDEX: dict[str, object] = {
    "title": "Skrzynka z narzędziami",
    "lead": "Krótkie strony i kartki do druku o dniach u steru. Wybierz swoje drzwi.",
    "search_description": "Jak zaplanować dzień u steru, przyjść z grupą albo przygotować się na swój dzień.",
    "hosts_words": "Otwierają Państwo swoje miejsce pracy. Jak zaplanować dzień, w którym naprawdę decydują dzieci.",
    "groups_words": "Przychodzą Państwo z dziećmi. Miejsca, list do domu i jak nikogo nie pominąć.",
    "children_words": "Na jeden dzień rządzisz ty. Przygotuj się.",
}

LINKS = {
    "takeovers": "Narzędzia dla gospodarzy, szkół i dzieci",
    "hosts": "Narzędzia: plan, bezpieczeństwo, potem",
    "groups": "Narzędzia: miejsca, list do domu, zgody",
}


def pages(files: Mapping[str, dict[str, int]]) -> dict[str, dict[str, object]]:
    """Return the fields of each page by its slug; `files` are documents by sheet and language."""
    return {
        "plan-a-takeover": {
            "title": "Dzień u steru w 5 krokach",
            "lead": "Wystarczy sześć tygodni. Jedna osoba planuje, a druga, która może powiedzieć „tak”, za tym stoi.",
            "search_description": "Pięć kroków dla gospodarzy i lista do druku.",
            "body": [
                steps(
                    "",
                    (
                        "Wybrać decyzję",
                        "Proszę zacząć od tego, o czym zdecydują dzieci, nie od zwiedzania. Wystarczy jedna prawdziwa decyzja.",
                    ),
                    (
                        "Zapytać kogoś, kto może się zgodzić",
                        "To osoba, która może tę decyzję wykonać. Obiecuje dotrzymać tego, co postanowią dzieci.",
                    ),
                    (
                        "Ustalić, kto będzie",
                        "Zawsze co najmniej dwie osoby dorosłe. Kto planuje, kto wita, kto dba o bezpieczeństwo.",
                    ),
                    (
                        "Napisać to krótkimi słowami",
                        "O czym dzieci zdecydują, kiedy, gdzie i co będzie do jedzenia. Potem proszę wysłać to nam do sprawdzenia.",
                    ),
                    (
                        "Przygotować miejsce",
                        "Proszę przeczytać, czego potrzebują dzieci, i samemu przejść tę drogę: drzwi, toalety, cichy pokój, obiad.",
                    ),
                ),
                download("Lista do planowania", "Do druku, z okienkami do odhaczenia.", files["checklist"]),
                button("Zgłoszenie gospodarza", "/takeovers/host/"),
            ],
        },
        "let-children-decide": {
            "title": "Niech dzieci naprawdę decydują",
            "lead": "Patrzenie, jak ktoś pracuje, to wizyta. W dniu u steru dzieci o czymś decydują i to się dzieje.",
            "search_description": "Czym jest prawdziwa decyzja, przykłady i jak jej dotrzymać.",
            "body": [
                heading("Czy to prawdziwa decyzja?"),
                checklist(
                    "",
                    "Gdyby nie było dzieci, podjąłby ją ktoś dorosły.",
                    "Jest więcej niż jedna dobra odpowiedź i jeszcze jej Państwo nie znają.",
                    "Wykonuje się ją niedługo i dzieci mogą to zobaczyć.",
                    "Ma znaczenie dla kogoś, kogo w pokoju nie było.",
                ),
                heading("Na przykład"),
                words(
                    "<ul><li>Szpital: co będzie w menu dzieci w przyszłym miesiącu.</li><li>Muzeum: które dwanaście obrazów zawiśnie w dużej sali.</li><li>Urząd: co najpierw dostanie jeden park, z prawdziwego budżetu.</li><li>Sklep: co tej zimy stoi z przodu i ile kosztuje.</li></ul>"
                ),
                heading("A to nie"),
                words(
                    "<ul><li>Wybór koloru balonu, który trafi do kosza.</li><li>Głosowanie, którego wyniku nikt nie musi uznać.</li><li>Udawanie: zmyślone zebranie, zdjęcie w wielkim fotelu.</li></ul>"
                ),
                callout(
                    "takeovers",
                    "Gdy odpowiedź musi brzmieć „nie”",
                    "<p>Proszę powiedzieć to tego samego dnia, powiedzieć dlaczego i co można zrobić zamiast tego. Dzieci przyjmą szczere „nie”. Pamiętają „tak”, z którego nic nie wyszło.</p>",
                ),
            ],
        },
        "keep-everybody-safe": {
            "title": "Bezpieczeństwo wszystkich",
            "lead": "Ochrona dzieci prostymi słowami. Przede wszystkim: kto jest gdzie i kto wie, komu powiedzieć.",
            "search_description": "Ochrona dzieci prostymi słowami: kto jest na miejscu, zaświadczenia zgodnie z prawem, co robić, gdy coś jest nie tak.",
            "body": [
                callout(
                    "help",
                    "Nigdy jeden dorosły sam na sam z jednym dzieckiem",
                    "<p>Ani w pokoju, ani w windzie, ani w samochodzie, ani w drodze do toalety. Proszę zaplanować dzień tak, żeby nie zdarzyło się to nawet przypadkiem.</p>",
                ),
                checklist(
                    "Przed tym dniem",
                    "Jest osoba odpowiedzialna za ochronę dzieci: na miejscu albo pod telefonem, przez cały dzień.",
                    "Ocena ryzyka jest przejrzana z myślą o młodych osobach: maszyny, ulice, gorące rzeczy, ekrany.",
                    "Każdy dorosły wie: żadnych numerów telefonu, wiadomości ani zaproszeń do znajomych, przed i po.",
                    "Grupa powiedziała, kto może być na zdjęciach. Bez zgody nie ma zdjęcia.",
                ),
                heading("Zaświadczenia zgodnie z prawem"),
                words(
                    "<p>Zwykle zaświadczenie DBS nie jest potrzebne. Sprawdzenie list osób z zakazem pracy z dziećmi dotyczy tylko dorosłych, którzy opiekują się dziećmi poniżej 16 lat lub je uczą, często i bez nikogo innego obok: raz w tygodniu lub częściej albo cztery dni w miesiącu. Przez dzień lub dwa, gdy obok są dorośli z grupy, prawie nigdy tak nie jest. Szkoła nie może o nie prosić, gdy chodzi o dorosłych z osobami w wieku 16 i 17 lat.</p><p>Prosimy nie żądać takiego sprawdzenia od wszystkich na wszelki wypadek: prawo na to nie pozwala i nikt nie jest przez to bezpieczniejszy. Bezpieczniej jest wtedy, gdy przy dzieciach są dwie osoby dorosłe.</p>"
                ),
                heading("Gdy dziecko coś Państwu powie"),
                steps(
                    "",
                    (
                        "Słuchać",
                        "Spokojnie. Nie obiecywać, że to zostanie między Państwem. Nie wypytywać.",
                    ),
                    (
                        "Podziękować",
                        "„Dobrze, że mi to mówisz. Powiem komuś, kto umie pomóc”.",
                    ),
                    (
                        "Od razu powiedzieć osobie odpowiedzialnej za ochronę dzieci",
                        "Potem nam, ze strony Państwa dnia u steru. W niebezpieczeństwie najpierw 999.",
                    ),
                    (
                        "Zapisać słowa dziecka",
                        "Tak, jak padły, z datą i godziną. Nikomu więcej ich nie pokazywać.",
                    ),
                ),
                words(
                    "<p>Te słowa są nasze i przykładowe. Najważniejsze są Państwa własne zasady i zalecenia samorządu.</p>"
                ),
            ],
        },
        "plan-of-the-day": {
            "title": "Plan dnia",
            "lead": "Od 10:00 do 15:00 wystarczy. Proszę zostawić luz: kto decyduje, potrzebuje czasu do namysłu.",
            "search_description": "Plan dnia u steru, godzina po godzinie.",
            "body": [
                steps(
                    "",
                    (
                        "10:00 Powitanie",
                        "Dwie osoby przy drzwiach, imiona na naklejkach, jeśli dzieci chcą. Gdzie są toalety, cichy pokój i do kogo iść.",
                    ),
                    (
                        "10:30 Za kulisami",
                        "Poznać ludzi i zobaczyć to, czego nikt nie widzi. Każdy mówi, o czym decyduje w swojej pracy.",
                    ),
                    (
                        "11:30 Pytanie",
                        "O czym dzieci decydują, ile to może kosztować i czego zmienić nie można. Do tego fakty, które Państwo mają.",
                    ),
                    (
                        "12:15 Obiad",
                        "Za darmo, razem, a dla tych, którzy wolą ciszę, z kimś na boku.",
                    ),
                    (
                        "13:00 Rozmowa i decyzja",
                        "Najpierw małe grupy, żeby liczyły się nie tylko głośne głosy. Dorośli odpowiadają, ale nie głosują.",
                    ),
                    (
                        "14:15 Dzieci ogłaszają decyzję",
                        "Mówią to osobie, która może powiedzieć „tak”. Ona mówi, co będzie dalej i kiedy.",
                    ),
                    (
                        "14:45 Pożegnanie",
                        "Podziękowanie dla każdego dziecka. Proszę zaznaczyć, kto przyszedł: każdy dostanie dyplom.",
                    ),
                ),
                callout(
                    "meetups",
                    "Niektóre dzieci potrzebują mniej",
                    "<p>Proszę wysłać plan grupie tydzień wcześniej i napisać, kiedy jest głośno. Nikt nie musi mówić, podawać ręki ani być na zdjęciu. Kto idzie do cichego pokoju, nadal bierze udział.</p>",
                ),
            ],
        },
        "tell-what-changed": {
            "title": "Co się zmieniło",
            "lead": "Dzieci mówią potem: nigdy się nie dowiedzieliśmy, co z tego wyszło. Wystarczy dziesięć minut, żeby było lepiej.",
            "search_description": "Co i kiedy powiedzieć dzieciom po dniu u steru.",
            "body": [
                steps(
                    "",
                    (
                        "W tym samym tygodniu",
                        "Podziękowanie dla grupy. Proszę powtórzyć, co postanowiły dzieci, ich słowami.",
                    ),
                    (
                        "Gdy to się stanie",
                        "Jedno zdanie i, jeśli się da, zdjęcie tej rzeczy. Dzieci na zdjęciu tylko za ich zgodą.",
                    ),
                    (
                        "Po trzech miesiącach",
                        "Zapytamy, co się zmieniło. Można wybrać „zrobione”, „w toku” albo „jeszcze nie” i napisać dlaczego. Każdy może to przeczytać.",
                    ),
                ),
                words(
                    "<p>„Jeszcze nie, bo najpierw był dach” to dobra odpowiedź. Milczenie nią nie jest.</p>"
                ),
                button("Co się zmieniło gdzie indziej", "/takeovers/changed/"),
            ],
        },
        "find-places": {
            "title": "Miejsca i list do domu",
            "lead": "Logują się Państwo kodem z e-maila. Dzieci nie potrzebują konta.",
            "search_description": "Dla szkół i grup: jak dostać miejsca, i list do domu do druku.",
            "body": [
                steps(
                    "",
                    (
                        "Popatrzeć razem",
                        "Proszę pokazać dzieciom listę. Można wybrać region, dzień, wiek i to, czego potrzebują. Niech wybiorą same.",
                    ),
                    (
                        "Poprosić o miejsca",
                        "Ile. Trzymamy je dla Państwa, wszystkie albo żadne, albo dopisujemy do listy oczekujących i pokazujemy jej zasady.",
                    ),
                    (
                        "Raz sprawdzamy grupę",
                        "Ktoś z naszego zespołu sprawdza, kim Państwo są.",
                    ),
                    ("Wydrukować bilety", "Jeden dla każdego dziecka, z połową do domu."),
                    (
                        "Napisać do domu",
                        "Do połowy do domu proszę dołączyć nasz list. Datę i godziny wpisuje się ręcznie.",
                    ),
                ),
                download(
                    "List do domu",
                    "Kartka dla rodziców i opiekunów, z miejscem do wypełnienia. Najlepiej w języku, który czytają.",
                    files["letter"],
                ),
                button("Znajdź dzień u steru", "/takeovers/"),
            ],
        },
        "yeses-and-codes": {
            "title": "Zgody i kody",
            "lead": "Miejsce jest pewne, gdy wszyscy się zgodzą. Za nikogo nie można powiedzieć „tak” i nikt nie może Państwa o to prosić.",
            "search_description": "Kto zgadza się na dzień u steru, jak działają kody i co Państwo widzą.",
            "body": [
                heading("Kto się zgadza"),
                words(
                    "<ul><li><b>Dziecko</b>, zawsze, kodem ze swojej połowy biletu.</li><li><b>Rodzic lub opiekun</b> za każde dziecko poniżej 16 lat, kodem z połowy do domu.</li><li><b>Samorząd</b> za dziecko, którym się opiekuje, na piśmie. Tę drogę pokazujemy wszystkim, żeby nikt się nie wyróżniał.</li></ul><p>Przyjście, imię dla gospodarza i zdjęcia to trzy osobne pytania. „Nie” dla zdjęć nie znaczy „nie” dla tego dnia.</p>"
                ),
                heading("Co Państwo widzą"),
                words(
                    "<p>Widać, które bilety są kompletne. Nigdy nie widać, czyjej odpowiedzi brakuje ani kto powiedział „nie”. Prosimy nie pytać o to dzieci.</p>"
                ),
                heading("Co zrobić"),
                checklist(
                    "",
                    "Rozdać bilety wcześnie, dwa tygodnie szkolne przed ostatnim dniem.",
                    "Odczytać kod dziecku, które nie może. Odwrócić się, gdy odpowiada.",
                    "Zaproponować telefon lub komputer rodzinom, które go nie mają.",
                    "Zgubiony bilet? Można go wydrukować jeszcze raz ze swojej strony.",
                ),
                callout(
                    "help",
                    "„Nie” znaczy „nie”",
                    "<p>Jeśli dziecko powie „nie” albo cofnie zgodę, w dowolnym dniu, jego imię znika od razu, a miejsce dostaje ktoś inny. Nie trzeba niczego tłumaczyć.</p>",
                ),
            ],
        },
        "who-finds-it-hardest": {
            "title": "Najpierw ci, którym najtrudniej",
            "lead": "Dzieci, które pyta się najrzadziej, mają najwięcej do powiedzenia. Niech lista zacznie się od nich.",
            "search_description": "Darmowy dojazd, cichy pokój, wejście bez schodów: żeby każde dziecko mogło przyjść.",
            "body": [
                words(
                    "<p>Dzieci w pieczy zastępczej, dzieci, które opiekują się kimś w domu, dopiero uczą się angielskiego, mają niepełnosprawność albo opuszczają lekcje: jeśli miejsca dostają ci, którzy pierwsi podniosą rękę, one zostaną w domu.</p>"
                ),
                checklist(
                    "Żeby mogły przyjść",
                    "Zapytać je najpierw, każde z osobna, zanim zapyta się wszystkich.",
                    "Wybrać dzień u steru, który płaci za dojazd i obiad. Jest to na jego stronie.",
                    "Poszukać cichego pokoju, wejścia bez schodów, języka migowego, pętli indukcyjnej: lista je wybiera.",
                    "Niech dziecko samo napisze swoim kodem, czego potrzebuje. Gospodarz przeczyta to tylko za jego zgodą.",
                    "Obejrzeć miejsce wcześniej albo popatrzeć razem na zdjęcia.",
                    "Zabrać drugą dorosłą osobę, żeby jedno dziecko mogło wrócić wcześniej, a reszta zostać.",
                ),
                callout(
                    "pledge",
                    "Czego nikt nie powinien usłyszeć",
                    "<p>Dlaczego dziecko jest pierwsze, to jego sprawa. Proszę nie mówić tego gospodarzowi, innym dzieciom ani pod zdjęciem.</p>",
                ),
            ],
        },
        "what-is-a-takeover": {
            "title": "Co to jest dzień u steru?",
            "lead": "Idziesz na jeden dzień do pracy. Ale rządzisz ty.",
            "search_description": "Co się dzieje w dniu u steru, słowami dla dzieci.",
            "body": [
                words(
                    "<p>Dzień u steru to dzień w prawdziwej pracy. W zoo, w sklepie albo w ratuszu. Poznajesz ludzi. Widzisz, jak to działa. Potem coś wybierasz. I to się dzieje.</p>"
                ),
                steps(
                    "Jak to idzie",
                    ("Wybierasz dzień", "Popatrz na listę ze swoją grupą. Powiedz, co ci się podoba."),
                    (
                        "Mówisz „tak”",
                        "Dostajesz bilet z kodem. Mówisz „tak” albo „nie”. Jedno i drugie jest w porządku.",
                    ),
                    (
                        "Idziesz",
                        "Idzie też dorosły, którego znasz. Nigdy nie zostajesz sam na sam z jedną osobą dorosłą.",
                    ),
                    ("Decydujesz", "To prawdziwy wybór. Dorośli muszą to zrobić."),
                    ("Mówią ci", "Dowiadujesz się, co z tego wyszło."),
                ),
                callout(
                    "help",
                    "Możesz powiedzieć „nie”",
                    "<p>Możesz powiedzieć „nie” w każdej chwili. Nie musisz mówić dlaczego. Nikt nie będzie się gniewać.</p>",
                ),
                button("Zobacz dni u steru", "/takeovers/"),
            ],
        },
        "my-questions": {
            "title": "Moje pytania",
            "lead": "Możesz pytać o wszystko. Tu jest kilka pytań na początek.",
            "search_description": "Pytania na twój dzień u steru, słowami dla dzieci.",
            "body": [
                checklist(
                    "Zapytaj o ten dzień",
                    "Kto tam będzie?",
                    "Co mogę zjeść?",
                    "Gdzie mogę pójść, jeśli jest za głośno?",
                    "Kiedy wracamy do domu?",
                ),
                checklist(
                    "Zapytaj szefa albo szefową",
                    "Co robisz przez cały dzień?",
                    "Jaki był twój najgorszy dzień?",
                    "Kto mówi ci, co masz robić?",
                    "Co byś tu zmienił albo zmieniła?",
                    "Co zrobicie z tym, co powiemy?",
                ),
                words("<p>Nie rozumiesz? Zapytaj jeszcze raz. To oni mają mówić jasno.</p>"),
            ],
        },
        "my-plan": {
            "title": "Mój plan",
            "lead": "Wydrukuj ten plan i weź go ze sobą. Jest twój. Nie musisz go pokazywać.",
            "search_description": "Plan do druku na twój dzień u steru, słowami dla dzieci.",
            "body": [
                download("Mój plan na dzień u steru", "Kartka do pisania i rysowania.", files["plan"]),
                checklist(
                    "W moim plecaku",
                    "Mój bilet",
                    "Mój plan i długopis",
                    "Coś do picia",
                    "To, co mnie uspokaja",
                ),
                callout(
                    "help",
                    "Masz dosyć?",
                    "<p>Idź do cichego pokoju. Albo powiedz komuś dorosłemu, kogo znasz. Możesz przestać. To nie twoja wina.</p>",
                ),
            ],
        },
        "what-i-decided": {
            "title": "Moja decyzja",
            "lead": "Dzień się skończył. Twoje słowa nadal się liczą.",
            "search_description": "Co się dzieje po twoim dniu u steru, słowami dla dzieci.",
            "body": [
                steps(
                    "",
                    ("Powiedz, jak było", "Użyj swojego kodu. Naciśnij buźkę. Nie pytamy o imię."),
                    (
                        "Weź swój dyplom",
                        "Jest na nim to, co zrobiła twoja grupa. Możesz dopisać swoje imię albo nie.",
                    ),
                    (
                        "Poczekaj na wieści",
                        "Po trzech miesiącach pytamy: co się zmieniło? Możesz przeczytać odpowiedź.",
                    ),
                ),
                words("<p>Nie zrobili tego? Muszą powiedzieć dlaczego. Nas też możesz zapytać.</p>"),
                button("Użyj kodu", "/my-place/"),
            ],
        },
    }
