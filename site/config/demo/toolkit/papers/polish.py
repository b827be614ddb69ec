"""The toolkit's sheets of paper in Polish."""

# ruff: noqa: E501 (prose is not wrapped)

from takeover.toolkit import sheets

SHEETS = {
    "checklist": sheets.Sheet(
        "Jak zaplanować dzień u steru",
        "Lista dla gospodarzy. Proszę odhaczyć, co jest gotowe, a obok napisać, kto zrobi resztę.",
        (
            sheets.fields("", "Nasz dzień u steru", "Data i godziny", "Kto to planuje"),
            sheets.ticks(
                "Decyzja",
                "Zapisaliśmy jedną decyzję, którą naprawdę podejmą dzieci.",
                "Osoba, która może powiedzieć „tak”, zgodziła się jej dotrzymać.",
                "Wiemy, kiedy to się stanie i kto powie o tym dzieciom.",
            ),
            sheets.ticks(
                "Bezpieczeństwo",
                "Nasza osoba odpowiedzialna za ochronę dzieci zna plan i przez cały dzień jest na miejscu albo pod telefonem.",
                "Nigdy jeden dorosły sam na sam z jednym dzieckiem: w żadnym pokoju, w drodze ani przy obiedzie.",
                "Ocena ryzyka uwzględnia młode osoby, a ubezpieczenie obejmuje ten dzień.",
                "O zaświadczenia prosimy tylko wtedy, gdy wymaga tego prawo.",
                "Każdy wie, co zrobić, gdy dziecko powie coś niepokojącego.",
            ),
            sheets.ticks(
                "Żeby każde dziecko mogło przyjść",
                "Za dojazd i obiad nikt nie płaci.",
                "Jest cichy pokój i wejście bez schodów albo napisaliśmy, że ich nie ma.",
                "Wiemy, czego potrzebuje każde dziecko, i mamy to przygotowane.",
            ),
            sheets.ticks(
                "Ten dzień",
                "Jest czas, żeby poznać ludzi, zajrzeć za kulisy, porozmawiać i zdecydować.",
                "Każdy dorosły wie, czym jest dzień u steru. Samo przyglądanie się pracy to za mało.",
                "Wiemy, kto zgadza się na zdjęcia. Bez zgody nie ma zdjęcia.",
            ),
            sheets.ticks(
                "Potem",
                "Dziękujemy dzieciom i mówimy, co będzie dalej i kiedy.",
                "Za trzy miesiące piszemy, co się dzięki temu zmieniło.",
            ),
        ),
        "Tekst nasz, przykładowy. Nie zastępuje Państwa oceny ryzyka.",
    ),
    "letter": sheets.Sheet(
        "Państwa dziecko może stanąć u steru",
        "List do domu, razem z biletem dla kogoś dorosłego.",
        (
            sheets.words(
                "",
                "Drodzy Rodzice i Opiekunowie,",
                "chcemy zabrać Państwa dziecko na dzień u steru. Dzieci przez jeden dzień kierują prawdziwym miejscem pracy i decydują o czymś, co potem naprawdę się dzieje.",
            ),
            sheets.fields(
                "Ten dzień",
                "Gdzie",
                "Data",
                "Wychodzimy o",
                "Wracamy o",
                "O czym zdecydują dzieci",
                "Prosimy zabrać",
                "Kto od nas idzie z dziećmi",
            ),
            sheets.words(
                "Kłopot z pieniędzmi?",
                "Jeśli dojazd, obiad albo ubranie to za duży wydatek, prosimy nam powiedzieć. Znajdziemy sposób i nikt inny się o tym nie dowie.",
            ),
            sheets.words(
                "Prosimy odpowiedzieć „tak” lub „nie”",
                "Do listu dołączony jest bilet z kodem. Na bilecie jest adres strony: tam wpisuje się kod. Można przeczytać, co to za dzień, i odpowiedzieć osobno na trzy pytania: czy dziecko może przyjść, czy gospodarz może znać jego imię i potrzeby, czy można robić zdjęcia.",
                "Dziecko też ma kod i odpowiada samo. Jeśli ktokolwiek z Państwa powie „nie”, to znaczy „nie”, i nikt nie pyta dlaczego. Tym samym kodem można zmienić zdanie.",
                "Nie ma w domu telefonu ani komputera? Zapraszamy do nas, można użyć naszego. Nie będziemy patrzeć.",
            ),
            sheets.fields("Pytania?", "Z kim rozmawiać", "Telefon"),
        ),
        "Każdego gospodarza sprawdzają dwie osoby. Żaden dorosły nie zostaje sam na sam z jednym dzieckiem.",
    ),
    "plan": sheets.Sheet(
        "Mój plan na dzień u steru",
        "Wypełnij go. Możesz rysować. Jest twój.",
        (
            sheets.fields("", "Staję u steru w", "Kiedy", "Idę z"),
            sheets.ticks(
                "Zrobione:",
                "Moim kodem mówię „tak”",
                "Piszę, czego mi potrzeba",
                "Mam spakowane rzeczy",
                "Idzie ze mną ktoś, kogo lubię",
            ),
            sheets.boxes("Moje pytania", "Chcę zapytać:", height=30),
            sheets.boxes("Wielka decyzja", "O tym decydujemy:", height=26),
            sheets.boxes("", "Tak myślę i dlatego:", height=34),
        ),
        "Masz dosyć? Powiedz komuś dorosłemu. Możesz przestać. To nie twoja wina.",
    ),
}
