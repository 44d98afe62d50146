using Grants.Domain.Accounts;

namespace Grants.Web.Commands.Demo;

/// <summary>An invented archive, modelled on real holders and marked as a sample.</summary>
internal sealed record DemoArchive(
    string Key,
    string Name,
    OrganizationKind Kind,
    string Region,
    string Isil,
    string About,
    string Editor,
    string Official
);

/// <summary>An application's own words; the rest of the form is filled in alike for all.</summary>
internal sealed record DemoProject(
    string Archive,
    string Title,
    string Summary,
    string Collection,
    string Dates,
    string Languages,
    string Material,
    string Unit,
    int Count,
    decimal Amount,
    string Significance
);

/// <summary>An item of the catalog.</summary>
internal sealed record DemoItem(
    DemoPicture Picture,
    string Title,
    string Type,
    string Date,
    string Creator,
    string Description,
    string Subjects,
    string Places,
    string People,
    string Languages,
    string Genre,
    string Rights
);

/// <summary>Invented, and says so: no institution, person or grant in it is real.</summary>
internal static class DemoContent
{
    private const string InC = "http://rightsstatements.org/vocab/InC/1.0/";
    private const string Educational = "http://rightsstatements.org/vocab/InC-EDU/1.0/";
    private const string NotEvaluated = "http://rightsstatements.org/vocab/CNE/1.0/";

    public static IReadOnlyList<DemoArchive> Archives { get; } =
    [
        new(
            "lakeside",
            "Lakeside Historical Society (sample)",
            OrganizationKind.HistoricalSociety,
            "Ohio",
            "US-XLAKE",
            "A sample archive by a lake. It keeps the papers of one of the first local councils.",
            "Eva Archer",
            "Thomas Hale"
        ),
        new(
            "hudson",
            "Hudson Archive of Jewish History (sample)",
            OrganizationKind.Archive,
            "New York",
            "US-XHUD",
            "A sample archive with posters, photographs and the files of student groups.",
            "Naomi Field",
            "Robert Marsh"
        ),
        new(
            "pacific",
            "Pacific University Library (sample)",
            OrganizationKind.University,
            "California",
            "US-XPAC",
            "A sample university library with the telephone logs and case files of a council on the bay.",
            "Owen Park",
            "Clara Wells"
        ),
        new(
            "highland",
            "Highland Oral History Center (sample)",
            OrganizationKind.Museum,
            "Colorado",
            "US-XHIGH",
            "A sample center that recorded activists and the families whom they helped.",
            "Rosa Lind",
            "Victor Shaw"
        ),
        new(
            "prairie",
            "Prairie Community Archive (sample)",
            OrganizationKind.CommunityGroup,
            "Illinois",
            "US-XPRA",
            "A sample archive kept by volunteers in a community center.",
            "Judith Lane",
            "Henry Cole"
        ),
    ];

    public static IReadOnlyList<DemoProject> Projects { get; } =
    [
        new(
            "lakeside",
            "First Council: letters, posters and newsletters, 1963–1978",
            "Letters, posters and newsletters of a local council, described item by item and open to all.",
            "Papers of the First Council",
            "1963/1978",
            "English, Russian, Hebrew",
            "Documents and correspondence",
            "pages",
            4200,
            18_500m,
            "The council began before any national body did. Its letters show how a dozen people found out, week by week, what could be done from a kitchen table."
        ),
        new(
            "hudson",
            "Placards and posters of the student marches",
            "Posters and placards that were carried in the streets, photographed on a copy stand.",
            "Poster collection",
            "1964/1991",
            "English, Hebrew, Yiddish",
            "Posters and placards",
            "items",
            177,
            14_200m,
            "Placards were made to be thrown away. These were kept, with the paint still on them."
        ),
        new(
            "highland",
            "Voices of the letter writers: oral histories on tape",
            "Cassettes of activists and families, reformatted and transcribed.",
            "Letter writers' oral history project",
            "1979/1994",
            "English, Russian",
            "Audio recordings",
            "hours",
            86,
            22_000m,
            "The tapes shed oxide, and two of the narrators are still alive to check the transcripts."
        ),
        new(
            "pacific",
            "The telephone log of a council on the bay",
            "Logs of calls to refuseniks, with names, dates and what was said.",
            "Bay council records",
            "1967/1990",
            "English, Russian",
            "Documents and correspondence",
            "pages",
            2600,
            11_750m,
            "For years the log was the only record of who had been arrested and when."
        ),
        new(
            "prairie",
            "Telegrams from Moscow and Leningrad",
            "Telegrams in their envelopes, front and back.",
            "Prairie committee files",
            "1971/1987",
            "Russian, English",
            "Telegrams",
            "items",
            640,
            6_900m,
            "Few telegrams of the movement survive outside of private homes."
        ),
        new(
            "lakeside",
            "Trip reports of travellers to the Soviet Union",
            "Reports that travellers wrote on their return, with privacy review.",
            "Travellers' briefings",
            "1974/1989",
            "English",
            "Documents and correspondence",
            "pages",
            1900,
            9_300m,
            "Reports name people who risked much by opening the door."
        ),
        new(
            "hudson",
            "Photographs of the Washington rally",
            "Negatives and contact sheets of one day in December.",
            "Photograph collection",
            "1987",
            "zxx",
            "Negatives and slides",
            "photos",
            2300,
            24_600m,
            "The negatives curl and smell of vinegar."
        ),
        new(
            "pacific",
            "Case files of families who waited",
            "Case files with a plan for what may be shown.",
            "Family case files",
            "1970/1992",
            "English, Russian",
            "Documents and correspondence",
            "pages",
            8800,
            24_900m,
            "Each file is one family's years of waiting."
        ),
        new(
            "highland",
            "Home movies of the welcome committees",
            "Eight-millimetre film of arrivals at the airport.",
            "Welcome committee films",
            "1976/1991",
            "English",
            "Video and film",
            "reels",
            45,
            17_300m,
            "The films show the moment that the letters were written for."
        ),
        new(
            "prairie",
            "Buttons, bracelets and pamphlets",
            "Objects photographed from all sides.",
            "Ephemera",
            "1968/1989",
            "English, Hebrew, Yiddish",
            "Objects and ephemera",
            "items",
            410,
            4_800m,
            "A bracelet with a name on it was how a schoolchild joined in."
        ),
        new(
            "hudson",
            "Newsletters in Russian and English",
            "A run of newsletters with searchable text.",
            "Newsletter collection",
            "1972/1990",
            "Russian, English",
            "Newsletters and periodicals",
            "pages",
            3600,
            12_400m,
            "Only two libraries hold a nearly whole run."
        ),
        new(
            "lakeside",
            "Minutes of the women's committee",
            "Minutes and address books of the committee that wrote to wives of prisoners.",
            "Women's committee minutes",
            "1969/1985",
            "English",
            "Documents and correspondence",
            "pages",
            900,
            5_200m,
            "The committee left no other trace."
        ),
        new(
            "pacific",
            "Radio programmes for listeners in the East",
            "Reels of a weekly programme, with scripts.",
            "Radio reels",
            "1975/1986",
            "Russian, Yiddish",
            "Audio recordings",
            "reels",
            120,
            19_800m,
            "The reels can be played perhaps once more."
        ),
        new(
            "highland",
            "Scrapbooks of a school that adopted a prisoner",
            "Six scrapbooks, page by page.",
            "School scrapbooks",
            "1978/1986",
            "English",
            "Documents and correspondence",
            "pages",
            480,
            3_700m,
            "Children wrote to one prisoner every week for five years."
        ),
        new(
            "prairie",
            "Correspondence about chess players, 1985",
            "A single year of letters.",
            "Chess committee",
            "1985",
            "English, Russian",
            "Documents and correspondence",
            "pages",
            300,
            2_900m,
            "A small file on a campaign that is hardly described elsewhere."
        ),
        new(
            "hudson",
            "Accounts of a furniture shop",
            "Ledgers of a business whose owner was a donor.",
            "Business ledgers",
            "1995/2003",
            "English",
            "Documents and correspondence",
            "pages",
            700,
            8_000m,
            "The owner gave to many causes."
        ),
    ];

    /// <summary>Ten items of the first batch, in four languages.</summary>
    public static IReadOnlyList<DemoItem> Items { get; } =
    [
        new(
            DemoPicture.Poster,
            "Poster for a Sunday march: Let My People Go",
            "StillImage",
            "1971-04-18",
            "First Council, poster committee",
            "Screen-printed poster for a march along the lake shore. Two colours on card.",
            "Demonstrations; Posters; Freedom of movement",
            "Lakeside",
            "First Council",
            "eng",
            "posters",
            InC
        ),
        new(
            DemoPicture.Letter,
            "Letter to a member of Congress about exit visas",
            "Text",
            "1974-02-11",
            "Rachel Morgen",
            "Typed letter asking for a vote on trade and emigration, with a reply clipped to it.",
            "Exit visas; Lobbying; Trade and emigration",
            "Lakeside; Washington",
            "Rachel Morgen",
            "eng",
            "correspondence",
            Educational
        ),
        new(
            DemoPicture.Letter,
            "מכתב מאסיר ציון אל ועד הנשים",
            "Text",
            "1976",
            "אברהם לוי",
            "מכתב בכתב יד אל ועד הנשים, ובו תודה על החבילות ובקשה לכתוב לאמו.",
            "Prisoners of Zion; Correspondence",
            "Jerusalem",
            "אברהם לוי",
            "heb",
            "correspondence",
            InC
        ),
        new(
            DemoPicture.Letter,
            "Письмо отказника о подаче документов в ОВИР",
            "Text",
            "1977-09-03",
            "Михаил Зорин",
            "Рукописное письмо: семья в третий раз подала документы и просит сообщить об этом в газеты.",
            "Refuseniks; Exit visas",
            "Leningrad",
            "Михаил Зорин",
            "rus",
            "correspondence",
            InC
        ),
        new(
            DemoPicture.Telegram,
            "Telegram: \"Visa granted, arriving Thursday\"",
            "Text",
            "1979-11-20",
            "Zorin family",
            "Telegram with the news for which the committee had waited six years.",
            "Emigration; Families",
            "Vienna",
            "Михаил Зорин",
            "eng",
            "telegrams",
            NotEvaluated
        ),
        new(
            DemoPicture.Newsletter,
            "Newsletter of the First Council, no. 12",
            "Text",
            "1969-10",
            "First Council",
            "Four pages: addresses to write to, what to send in a parcel, a report from a trip.",
            "Newsletters; Letter campaigns; Travel reports",
            "Lakeside",
            "First Council",
            "eng",
            "newsletters",
            Educational
        ),
        new(
            DemoPicture.Newsletter,
            "לאָזט מײַן פֿאָלק גיין: בלעטל פֿאַר דער קהילה",
            "Text",
            "1972~",
            "First Council, Yiddish section",
            "A leaflet in Yiddish for older members of the community.",
            "Leaflets; Yiddish language",
            "Lakeside",
            "",
            "yid",
            "leaflets",
            InC
        ),
        new(
            DemoPicture.Photograph,
            "Vigil in front of the consulate",
            "StillImage",
            "1973/1975",
            "Unknown",
            "People with candles in the snow. Names on the back are not shown while their wishes are unknown.",
            "Vigils; Demonstrations",
            "Chicago",
            "",
            "zxx",
            "photographs",
            NotEvaluated
        ),
        new(
            DemoPicture.Photograph,
            "Arrival at the airport",
            "StillImage",
            "1979-12-04",
            "Eli Brandt",
            "The Zorin family and the welcome committee at the gate.",
            "Emigration; Families; Welcome committees",
            "Lakeside",
            "Михаил Зорин; Rachel Morgen",
            "zxx",
            "photographs",
            InC
        ),
        new(
            DemoPicture.Poster,
            "Placard: Свободу узникам совести",
            "StillImage",
            "198X",
            "Unknown",
            "Hand-painted placard in Russian, carried at several vigils.",
            "Prisoners of conscience; Placards; Demonstrations",
            "Washington",
            "",
            "rus",
            "placards",
            InC
        ),
    ];
}
