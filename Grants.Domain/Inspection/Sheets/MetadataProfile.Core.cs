using Grants.Domain.Catalog;

namespace Grants.Domain.Inspection.Sheets;

public sealed partial record MetadataProfile
{
    /// <summary>
    /// The hub's own core profile, crosswalked to Dublin Core and the DPLA's minimum. The holding institution isn't a column:
    /// it is the organization that delivers.
    /// </summary>
    public static MetadataProfile Core { get; } =
        new(
            "Core 1.0",
            [
                new(
                    Identifier,
                    Obligation.Required,
                    new OneLine(200),
                    "The archive's own identifier, unique in the sheet.",
                    "ajhs_i410_01_03_0001",
                    "id",
                    "local_identifier",
                    "dc:identifier"
                ),
                new(
                    Title,
                    Obligation.Required,
                    new OneLine(500),
                    "What it is called, in its own language and script.",
                    "Rally poster: Let my people go",
                    "dc:title",
                    "dcterms:title"
                ),
                new(
                    Type,
                    Obligation.Required,
                    new OneOf("DCMI Type Vocabulary", DcmiTypes.All, DcmiTypes.Words),
                    "A DCMI Type: " + string.Join(", ", DcmiTypes.All) + ".",
                    "StillImage",
                    "dc:type",
                    "dcterms:type"
                ),
                new(
                    Rights,
                    Obligation.Required,
                    new RightsUri(),
                    "One address of a rights statement (rightsstatements.org) or Creative Commons licence.",
                    "http://rightsstatements.org/vocab/InC/1.0/",
                    "rights_uri",
                    "rightsstatement",
                    "rights_statement",
                    "edm:rights"
                ),
                new(
                    Collection,
                    Obligation.Required,
                    new OneLine(400),
                    "The collection that it belongs to.",
                    "Records of the council, I-410",
                    "dcterms:ispartof"
                ),
                new(
                    Files,
                    Obligation.Required,
                    new NamedFiles(),
                    "Names of its files, separated by \";\", in reading order.",
                    "ajhs_i410_01_03_0001.tif",
                    "file",
                    "filename",
                    "filenames",
                    "file_name",
                    "file_names"
                ),
                new(
                    Date,
                    Obligation.Recommended,
                    new EdtfDate(),
                    "When it was made, as EDTF (1975, 1975-04, 1964/1991, 197X, 1975~), or \"undated\".",
                    "1975-04-13",
                    "date_created",
                    "dc:date",
                    "dcterms:created"
                ),
                new(
                    Creator,
                    Obligation.Recommended,
                    new Many(400),
                    "Who made it.",
                    "Greater New York Conference on Soviet Jewry",
                    "dc:creator",
                    "dcterms:creator"
                )
                {
                    Names = NameUse.PeopleAndOrganizations,
                },
                new(
                    Description,
                    Obligation.Recommended,
                    new Prose(10_000),
                    "What it shows or says.",
                    "Poster for a rally.",
                    "abstract",
                    "scope_and_content",
                    "dc:description"
                ),
                new(
                    Subject,
                    Obligation.Recommended,
                    new Many(2000),
                    "What it is about.",
                    "Demonstrations; Refuseniks",
                    "subjects",
                    "dc:subject"
                ),
                new(
                    Place,
                    Obligation.Recommended,
                    new Many(2000),
                    "Places it shows or is about.",
                    "New York",
                    "places",
                    "dcterms:spatial"
                )
                {
                    Names = NameUse.Places,
                },
                new(
                    People,
                    Obligation.Recommended,
                    new Many(2000),
                    "People and organizations it shows or is about.",
                    "",
                    "persons",
                    "people_and_organizations"
                )
                {
                    Names = NameUse.PeopleAndOrganizations,
                },
                new(
                    Language,
                    Obligation.Recommended,
                    new LanguageCodes(),
                    "ISO 639-3 codes, separated by \";\"; zxx for no words, und for unknown.",
                    "eng; heb",
                    "languages",
                    "dc:language"
                ),
                new(
                    Genre,
                    Obligation.Recommended,
                    new Many(400),
                    "Newsletter, poster, telegram, trip report, button, oral history and so on.",
                    "posters",
                    "format",
                    "edm:hastype"
                ),
                new(
                    Extent,
                    Obligation.Recommended,
                    new OneLine(400),
                    "How much it is.",
                    "1 poster",
                    "dcterms:extent"
                ),
                new(
                    Size,
                    Obligation.Recommended,
                    new PhysicalSize(),
                    "Width x height of the original with its unit (cm, mm or in).",
                    "55.9 x 43.2 cm",
                    "dimensions",
                    "physical_size"
                ),
                new(
                    AlternativeTitle,
                    Obligation.Optional,
                    new Many(1000),
                    "Translated or transliterated titles.",
                    "",
                    "alternate_title",
                    "dcterms:alternative"
                ),
                new(
                    Link,
                    Obligation.Optional,
                    new HttpsLink(),
                    "Where the archive shows it itself.",
                    "",
                    "url",
                    "edm:isshownat"
                ),
                new(
                    RightsNote,
                    Obligation.Optional,
                    new Prose(2000),
                    "What a reader should know beyond the statement.",
                    "",
                    "dc:rights"
                ),
                new(
                    RightsHolder,
                    Obligation.Optional,
                    new OneLine(400),
                    "Who holds the rights.",
                    "",
                    "rightsholder"
                ),
                new(
                    Contributor,
                    Obligation.Optional,
                    new Many(400),
                    "Who else had a part in it: photographers, translators, interviewers.",
                    "",
                    "contributors",
                    "dc:contributor",
                    "dcterms:contributor"
                )
                {
                    Names = NameUse.PeopleAndOrganizations,
                },
                new(
                    Thumbnail,
                    Obligation.Optional,
                    new HttpsLink(),
                    "Address of a small picture of it at the archive. The catalog makes its own of the first image.",
                    "",
                    "preview",
                    "edm:preview"
                ),
                new(
                    Sensitive,
                    Obligation.Optional,
                    new OneOf("yes or no", ["yes", "no"]),
                    "\"yes\" where living people could be hurt: its record is shown, its pictures aren't.",
                    "",
                    "sensitivity",
                    "sensitivity_flag"
                ),
                new(
                    EmbargoUntil,
                    Obligation.Optional,
                    new Day(),
                    "A day before which its pictures aren't shown; its record is.",
                    "",
                    "embargo",
                    "embargo_date"
                ),
                new(
                    Transcript,
                    Obligation.Optional,
                    new Prose(10_000),
                    "The words that are in it, typed or recognised.",
                    "",
                    "ocr",
                    "full_text"
                ),
                new(
                    DigitizedOn,
                    Obligation.Optional,
                    new EdtfDate(),
                    "When it was digitized.",
                    "",
                    "date_digitized",
                    "digitization_date"
                ),
                new(
                    Specification,
                    Obligation.Optional,
                    new OneLine(400),
                    "How it was digitized: equipment, settings, guideline.",
                    "",
                    "digitization_specification",
                    "digitization_spec"
                ),
                new(
                    GrantNumber,
                    Obligation.Optional,
                    new OneLine(40),
                    "Number of the award that paid for it.",
                    "",
                    "award_number",
                    "grant"
                ),
                new(
                    AltText,
                    Obligation.Optional,
                    new Prose(2000),
                    "What the picture shows, for people who don't see it.",
                    "",
                    "alt"
                ),
                new(
                    Checksum,
                    Obligation.Optional,
                    new Checksums(),
                    "SHA-256 of each file, in the order of \"files\"; not needed where manifest-sha256.txt comes with it.",
                    "",
                    "sha256",
                    "sha_256",
                    "checksums"
                ),
            ]
        );

    /// <summary>
    /// The core for records without files: a draft needs only an identifier and a title, the rest is asked for before it is
    /// published.
    /// </summary>
    public static MetadataProfile Records { get; } =
        new(
            "Core 1.0, records",
            [
                .. Core
                    .Fields.Where(f =>
                        f.Name
                            is not (
                                Files
                                or Checksum
                                or AltText
                                or Contributor
                                or Thumbnail
                                or Sensitive
                                or EmbargoUntil
                                or Transcript
                                or DigitizedOn
                                or Specification
                                or GrantNumber
                            )
                    )
                    .Select(f =>
                        f with
                        {
                            Obligation = f.Name is Identifier or Title
                                ? Obligation.Required
                                : Obligation.Recommended,
                        }
                    ),
            ]
        );
}
