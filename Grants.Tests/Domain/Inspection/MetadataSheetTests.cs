using System.Globalization;
using System.Text;
using CsCheck;
using Grants.Domain.Catalog.Edtf;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Domain.Kernel;
using Grants.Tests.Support;

namespace Grants.Tests.Domain.Inspection;

public sealed class MetadataSheetTests
{
    private const string RightsOfRow = "http://rightsstatements.org/vocab/InC/1.0/";

    private const string Row = $"ta_0001,Poster,StillImage,{RightsOfRow},Papers,a.tif";

    private static readonly byte[] Marks = [.. "\",;\n\r\t\0"u8];

    [Fact]
    public void A_sheet_of_the_required_columns_is_taken()
    {
        var sheet = Read($"{SampleFiles.Heading}\r\n{Row}\r\n");
        sheet.IsRefused.Should().BeFalse();
        var row = sheet.Rows.Should().ContainSingle().Subject;
        row.Number.Should().Be(2);
        row.Fields.Should().Contain(MetadataProfile.Title, "Poster");
        row.Files.Should().Equal("a.tif");
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    public void Semicolons_and_tabs_delimit_as_well(string delimiter) =>
        Read($"{SampleFiles.Heading}\n{Row}\n".Replace(",", delimiter))
            .IsRefused.Should()
            .BeFalse();

    [Fact]
    public void A_mark_at_the_beginning_makes_no_difference()
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. SampleFiles.Text($"{SampleFiles.Heading}\n{Row}")];
        Read(bytes).IsRefused.Should().BeFalse();
    }

    [Fact]
    public void Headings_may_have_other_capitals_and_names_that_mean_the_same() =>
        Read($"Local Identifier,dc:title,TYPE,Rights-Statement,Collection,Filename\n{Row}")
            .IsRefused.Should()
            .BeFalse();

    [Fact]
    public void An_unknown_column_is_named_with_what_was_meant()
    {
        var finding = Error(Read($"{SampleFiles.Heading},desciption\n{Row},x"));
        finding.Code.Should().Be(FindingCodes.ColumnUnknown);
        finding
            .Message.Should()
            .Be("The column \"desciption\" isn't known. Did you mean \"description\"?");
    }

    [Fact]
    public void A_missing_required_column_is_named()
    {
        var finding = Error(
            Read(
                "identifier,title,type,rights,files\nta_1,Poster,Text,http://rightsstatements.org/vocab/InC/1.0/,a.tif"
            )
        );
        finding.Code.Should().Be(FindingCodes.ColumnMissing);
        finding.Message.Should().StartWith("The sheet has no column \"collection\".");
    }

    [Fact]
    public void Two_columns_that_mean_the_same_are_refused() =>
        Error(Read($"{SampleFiles.Heading},filename\n{Row},b.tif"))
            .Code.Should()
            .Be(FindingCodes.ColumnRepeated);

    [Fact]
    public void An_empty_required_cell_names_its_row()
    {
        var finding = Error(
            Read(
                $"{SampleFiles.Heading}\n{Row}\nta_0002,,Text,http://rightsstatements.org/vocab/InC/1.0/,Papers,b.tif"
            )
        );
        finding.Path.Should().Be("sheet.csv, row 3");
        finding.Message.Should().StartWith("title is empty.");
    }

    [Fact]
    public void Rows_are_counted_as_a_spreadsheet_shows_them()
    {
        var sheet = Read(
            $"{SampleFiles.Heading},description\n{Row},\"two\nlines\"\n\nta_0002,Two,Foto,http://rightsstatements.org/vocab/InC/1.0/,Papers,b.tif,"
        );
        Error(sheet).Path.Should().Be("sheet.csv, row 4");
        sheet.Rows.Select(r => r.Number).Should().Equal(2, 4);
    }

    [Fact]
    public void A_wrong_type_lists_what_is_allowed() =>
        Error(Read($"{SampleFiles.Heading}\n{Row.Replace("StillImage", "Foto")}"))
            .Message.Should()
            .StartWith("type: \"Foto\" isn't allowed. Use one of: Text, StillImage,");

    [Fact]
    public void A_type_with_other_capitals_is_set_right_and_told()
    {
        var sheet = Read($"{SampleFiles.Heading}\n{Row.Replace("StillImage", "still image")}");
        sheet.IsRefused.Should().BeFalse();
        sheet.Rows[0].Fields["type"].Should().Be("StillImage");
        sheet
            .AllFindings.Should()
            .Contain(f => f.Severity == FindingSeverity.Notice && f.Message.Contains("StillImage"));
    }

    [Theory]
    [InlineData(
        "https://rightsstatements.org/page/InC/1.0/?language=en",
        "http://rightsstatements.org/vocab/InC/1.0/"
    )]
    [InlineData(
        "rightsstatements.org/vocab/noc-us/1.0",
        "http://rightsstatements.org/vocab/NoC-US/1.0/"
    )]
    [InlineData(
        "https://creativecommons.org/licenses/by-nc/4.0/deed.en",
        "http://creativecommons.org/licenses/by-nc/4.0/"
    )]
    [InlineData(
        "https://creativecommons.org/licenses/by/3.0/us/",
        "http://creativecommons.org/licenses/by/3.0/us/"
    )]
    [InlineData(
        "https://creativecommons.org/publicdomain/zero/1.0/legalcode",
        "http://creativecommons.org/publicdomain/zero/1.0/"
    )]
    public void Wrong_forms_of_a_rights_address_are_set_right_and_told(string given, string meant)
    {
        var read = new RightsUri().Read(given);
        read.Value.Should().Be(meant);
        read.Notice.Should().NotBeNull();
        read.Problem.Should().BeNull();
    }

    [Theory]
    [InlineData("In copyright")]
    [InlineData("http://rightsstatements.org/vocab/XYZ/1.0/")]
    [InlineData("http://example.org/vocab/InC/1.0/")]
    [InlineData("http://rightsstatements.org/vocab/InC/1.0/ and more")]
    public void Other_words_are_no_rights_statement(string given) =>
        new RightsUri().Read(given).Problem.Should().NotBeNull();

    [Fact]
    public void All_twelve_statements_stand_as_they_are()
    {
        RightsUri.Statements.Should().HaveCount(12);
        foreach (var code in RightsUri.Statements)
            new RightsUri()
                .Read($"http://rightsstatements.org/vocab/{code}/1.0/")
                .Notice.Should()
                .BeNull();
    }

    [Theory]
    [InlineData("1975")]
    [InlineData("1975-04-13")]
    [InlineData("1964/1991")]
    [InlineData("1985/..")]
    [InlineData("197X")]
    [InlineData("1975~")]
    [InlineData("1975-21")]
    [InlineData("undated")]
    public void Dates_in_EDTF_stand(string date) =>
        new EdtfDate().Read(date).Doubt.Should().BeNull();

    [Theory]
    [InlineData("c. 1975")]
    [InlineData("1975-13")]
    [InlineData("1975-02-30")]
    [InlineData("13.4.1975")]
    [InlineData("/")]
    public void Other_dates_are_doubted_and_kept(string date)
    {
        var read = new EdtfDate().Read(date);
        read.Doubt.Should().NotBeNull();
        (read.Value, read.Problem).Should().Be((date, null));
    }

    [Fact]
    public void Languages_of_two_letters_are_lengthened()
    {
        new LanguageCodes().Read("en; heb").Value.Should().Be("eng; heb");
        new LanguageCodes().Read("English; ger").Value.Should().Be("eng; deu");
        new LanguageCodes().Read("qqq").Doubt.Should().NotBeNull();
        new LanguageCodes().Read("Klingon").Problem.Should().NotBeNull();
    }

    [Theory]
    [InlineData("25.4 x 50.8 cm", 10, 20)]
    [InlineData("254×508 mm", 10, 20)]
    [InlineData("8,5 x 11 in", 8.5, 11)]
    public void Sizes_are_read_in_their_unit(string size, double width, double height)
    {
        var inches = PhysicalSize.Inches(size)!.Value;
        inches.Width.Should().BeApproximately(width, 0.001);
        inches.Height.Should().BeApproximately(height, 0.001);
    }

    [Fact]
    public void An_identifier_used_twice_names_the_first_row() =>
        Error(Read($"{SampleFiles.Heading}\n{Row}\n{Row.Replace("a.tif", "b.tif")}"))
            .Message.Should()
            .Be("The identifier \"ta_0001\" is in row 2 already. Each item has its own.");

    [Theory]
    [InlineData("Café Zürich", 1252)]
    [InlineData("Письмо Щаранского", 1251)]
    [InlineData("שלח את עמי", 1255)]
    public void Text_of_a_Windows_code_page_is_read_and_said(string title, int page)
    {
        var bytes = CodePagesEncodingProvider
            .Instance.GetEncoding(page)!
            .GetBytes($"{SampleFiles.Heading}\n{Row.Replace("Poster", title)}");
        var sheet = Read(bytes);
        sheet.IsRefused.Should().BeFalse();
        sheet.Rows[0].Fields["title"].Should().Be(title);
        var warned = sheet
            .Findings.Should()
            .ContainSingle(f => f.Code == FindingCodes.SheetEncoding)
            .Subject;
        warned.Message.Should().Contain($"Windows-{page}").And.Contain(title.Split(' ')[0]);
    }

    [Fact]
    public void Unicode_text_is_read_by_its_mark()
    {
        var text = $"{SampleFiles.Heading}\n{Row}".Replace(",", "\t");
        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
            Read([.. encoding.GetPreamble(), .. encoding.GetBytes(text)])
                .IsRefused.Should()
                .BeFalse();
    }

    [Fact]
    public void What_is_no_text_and_no_workbook_is_refused_by_name()
    {
        Error(Read(Encoding.Unicode.GetBytes($"{SampleFiles.Heading}\n{Row}")))
            .Message.Should()
            .Contain("UTF-16");
        Error(Read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            .Message.Should()
            .Contain(".xls");
        Error(Read("PK\u0003\u0004 and so on")).Message.Should().Contain("workbook");
    }

    [Fact]
    public void What_an_archive_means_by_a_heading_goes_before_what_the_profile_knows()
    {
        var rules = new SheetRules(MetadataProfile.Core)
        {
            Headings = new Dictionary<string, string>
            {
                ["name"] = MetadataProfile.Title,
                ["title"] = SheetRules.LeftOut,
            },
        };
        var sheet = MetadataSheet.Read(
            new MemoryStream(SampleFiles.Text($"{SampleFiles.Heading},Name\n{Row},Banner")),
            "sheet.csv",
            rules
        );
        sheet.IsRefused.Should().BeFalse();
        sheet.Rows[0].Fields["title"].Should().Be("Banner");
        sheet
            .Findings.Should()
            .Contain(f =>
                f.Code == FindingCodes.ColumnLeftOut && f.Message.EndsWith("chose: title.")
            );
    }

    [Fact]
    public void Blank_rows_between_others_are_accounted_for() =>
        Read($"{SampleFiles.Heading}\n,,,\n\n{Row}\n\n")
            .Findings.Should()
            .Contain(f =>
                f.Code == FindingCodes.RowsBlank && f.Message.EndsWith("over: 2 rows (2, 3).")
            );

    [Fact]
    public void Blank_rows_take_no_room_from_the_rows_behind_them()
    {
        var blank = new string('\n', MetadataSheet.MaxRows + 10);
        Read($"{SampleFiles.Heading}\n{Row}\n{blank}{Row.Replace("ta_0001", "ta_0002")}\n")
            .Rows.Select(r => (r.Number, r.Identifier))
            .Should()
            .Equal((2, "ta_0001"), (MetadataSheet.MaxRows + 13, "ta_0002"));
    }

    /// <summary>Whatever is changed on the grid, the sheet says afterwards exactly that, and nothing else moved.</summary>
    [Fact]
    public void Edits_change_their_cells_and_no_others() =>
        Gen.Select(
                Gen.Select(
                    Gen.Int[2, 6],
                    Gen.Int[0, 8],
                    CellText,
                    (row, column, text) => new CellEdit(row, column, text)
                ).Array[0, 30],
                CellText.Array[6, 6].Array[5, 5]
            )
            .Sample(
                (edits, cells) =>
                {
                    // No row is blank, or it would be passed over.
                    var lines = cells.Select((c, i) => (string[])[.. c, $"row{i + 2}"]).ToList();
                    var content = Csv([
                        ["a", "b", "c", "d", "e", "f", "g"],
                        .. lines,
                    ]);
                    var sheet = MetadataSheet.Read(
                        new MemoryStream(content),
                        "sheet.csv",
                        new SheetRules(MetadataProfile.Core) { Edits = edits }
                    );
                    var last = edits
                        .GroupBy(e => (e.Row, e.Column))
                        .ToDictionary(g => g.Key, g => g.Last().Text);
                    foreach (var row in sheet.Rows)
                        for (var column = 0; column < 9; column++)
                            row.Cell(column)
                                .Should()
                                .Be(
                                    last.TryGetValue((row.Number, column), out var text) ? text
                                    : column < 7 ? lines[row.Number - 2][column]
                                    : ""
                                );
                    // Sent again as it is shown, it is the same sheet.
                    var again = MetadataSheet.Read(
                        new MemoryStream(
                            Csv([
                                [.. sheet.Columns.Select(c => c.Heading)],
                                .. sheet.Rows.Select(r =>
                                    (string[])[.. Enumerable.Range(0, 9).Select(r.Cell)]
                                ),
                            ])
                        ),
                        "sheet.csv",
                        MetadataProfile.Core
                    );
                    again
                        .Rows.SelectMany(r => r.Cells)
                        .Should()
                        .Equal(
                            sheet
                                .Rows.Where(r => r.Cells.Any(c => !string.IsNullOrWhiteSpace(c)))
                                .SelectMany(r => Enumerable.Range(0, 9).Select(r.Cell))
                        );
                },
                iter: 500
            );

    private static readonly Gen<string> CellText = Gen.OneOf(
        Gen.Const(""),
        Gen.String[Gen.Char["abc \"',;\n=-@éשж"], 0, 12]
    );

    private static byte[] Csv(IEnumerable<string[]> lines) =>
        SampleFiles.Text(
            string.Concat(
                lines.Select(l =>
                    string.Join(',', l.Select(c => $"\"{c.Replace("\"", "\"\"")}\"")) + "\r\n"
                )
            )
        );

    [Theory]
    [InlineData("\"never closed", "row 2 opens")]
    [InlineData("\"a\"b,c", "row 2 has text after")]
    public void Malformed_quotation_names_its_row(string row, string said) =>
        Error(Read($"{SampleFiles.Heading}\n{row}")).Message.Should().StartWithEquivalentOf(said);

    [Fact]
    public void A_row_with_more_cells_than_headings_is_refused() =>
        Error(Read($"{SampleFiles.Heading}\n{Row},surplus"))
            .Code.Should()
            .Be(FindingCodes.CellSurplus);

    [Fact]
    public void A_row_that_is_longer_than_can_be_shown_has_to_be_mended_where_it_was_made()
    {
        var finding = Error(Read($"{SampleFiles.Heading}\n{Row},{new string(',', 200)}x"));
        finding.Code.Should().Be(FindingCodes.SheetMalformed);
        finding.Message.Should().Contain("Mend it where the sheet was made");
    }

    [Fact]
    public void Rights_are_inherited_from_the_line_of_the_row_s_collection_and_genre()
    {
        var sheet = Read(
            $"{SampleFiles.Heading.Replace("rights,", "")},genre\n{Without("1")},posters\n{Without("2")},newsletters; posters\n{Without("3")},telegrams",
            new SheetRules(MetadataProfile.Core)
            {
                Promised =
                [
                    Promised("Posters", "http://rightsstatements.org/vocab/InC/1.0/"),
                    Promised("Newsletters", "https://rightsstatements.org/page/NKC/1.0/"),
                    Promised("Telegrams", ""),
                ],
            }
        );
        sheet
            .Rows.Select(r => r.Fields.GetValueOrDefault(MetadataProfile.Rights))
            .Should()
            .Equal(
                "http://rightsstatements.org/vocab/InC/1.0/",
                "http://rightsstatements.org/vocab/NKC/1.0/",
                null
            );
        Error(sheet).Code.Should().Be(FindingCodes.ColumnMissing, "the third has none");
        sheet.Findings.Count(f => f.Code == FindingCodes.FieldInherited).Should().Be(2);

        static string Without(string number) =>
            $"ta_{number},Poster,StillImage,Papers,{number}.tif";

        static MaterialLine Promised(string material, string rights) =>
            new(Guid.Empty, 1, new MaterialPromise("Papers", material, 5, "items", rights));
    }

    [Fact]
    public void Where_the_promise_isn_t_known_an_error_about_rights_says_so()
    {
        var text = $"{SampleFiles.Heading}\n{Row.Replace(RightsOfRow, "")}";
        Error(Read(text)).Message.Should().EndWith("that one is taken; it isn't known here.");
        Error(Read(text, new SheetRules(MetadataProfile.Core) { Promised = [] }))
            .Message.Should()
            .NotContain("known here");
    }

    [Theory]
    [InlineData("In copyright")]
    [InlineData("http://rightsstatements.org/vocab/XYZ/1.0/")]
    public void A_promise_of_rights_that_are_no_statement_is_refused(string rights)
    {
        var promise = new MaterialPromise("Papers", "Posters", 5, "items", rights);
        promise.CannotPlan()!.Reason.Should().StartWith("Rights of Posters: ").And.Contain(rights);
        FluentActions
            .Invoking(() => new MaterialLine(Guid.Empty, 1, promise))
            .Should()
            .Throw<RefusedException>();
    }

    /// <summary>An opened sheet remembers rows; it must never say other than one that is read for the first time.</summary>
    [Fact]
    public void Read_again_with_more_edits_a_sheet_says_what_a_fresh_reading_says() =>
        Gen.Select(
                Gen.Select(
                    Gen.Int[1, 5],
                    Gen.Int[0, 7],
                    Gen.OneOf(
                        CellText,
                        Gen.OneOf(
                            Gen.Const("title"),
                            Gen.Const("date"),
                            Gen.Const("rights"),
                            Gen.Const("c. 1975"),
                            Gen.Const("1975"),
                            Gen.Const("ta_1"),
                            Gen.Const("a.tif")
                        )
                    ),
                    (row, column, text) => new CellEdit(row, column, text)
                ).Array[1, 12],
                Gen.Bool.Array[12]
            )
            .Sample(
                (edits, others) =>
                {
                    var content = SampleFiles.Text(
                        $"{SampleFiles.Heading},date\n{Row},c. 1975\n{Row.Replace("0001", "2")},\nta_3,,,,,c.tif,x,surplus\n"
                    );
                    var opened = OpenedSheet.Open(new MemoryStream(content), "sheet.csv");
                    for (var i = 0; i <= edits.Length; i++)
                    {
                        var rules = new SheetRules(MetadataProfile.Core)
                        {
                            Edits = edits[..i],
                            Headings =
                                i > 0 && others[i - 1]
                                    ? new Dictionary<string, string>
                                    {
                                        ["date"] = MetadataProfile.DigitizedOn,
                                    }
                                    : new Dictionary<string, string>(),
                        };
                        var again = opened.Read(rules);
                        var fresh = MetadataSheet.Read(
                            new MemoryStream(content),
                            "sheet.csv",
                            rules
                        );
                        again.Columns.Should().Equal(fresh.Columns);
                        again.AllFindings.Should().Equal(fresh.AllFindings);
                        again
                            .Rows.SelectMany(r => r.Fields.OrderBy(f => f.Key))
                            .Should()
                            .Equal(fresh.Rows.SelectMany(r => r.Fields.OrderBy(f => f.Key)));
                    }
                },
                iter: 300
            );

    [Fact]
    public void Recommended_columns_are_asked_for_once_and_refuse_nothing()
    {
        var sheet = Read(
            $"{SampleFiles.Heading},date\n{Row},\n{Row.Replace("0001", "0002").Replace("a.tif", "b.tif")},1975"
        );
        sheet.IsRefused.Should().BeFalse();
        sheet
            .Findings.Select(f => f.Message)
            .Should()
            .Contain(m => m.StartsWith("date is empty in 1 row (2) of 2."));
    }

    [Fact]
    public void An_empty_sheet_and_one_without_rows_say_so()
    {
        Error(Read("")).Code.Should().Be(FindingCodes.SheetEmpty);
        Error(Read(SampleFiles.Heading)).Code.Should().Be(FindingCodes.SheetEmpty);
    }

    [Fact]
    public void Our_apostrophe_before_a_formula_is_taken_off_again() =>
        Read($"{SampleFiles.Heading}\n{Row.Replace("Poster", "'=Poster")}")
            .Rows[0]
            .Fields["title"]
            .Should()
            .Be("=Poster");

    /// <summary>As spreadsheets count them: every record of the file is a row here, and every cell is where it was.</summary>
    [Fact]
    public void Real_sheets_of_others_are_read_without_a_silent_drop()
    {
        foreach (var file in ExternalFixtures.Files("metadata"))
        {
            using var content = File.OpenRead(file);
            var sheet = MetadataSheet.Read(content, Path.GetFileName(file), MetadataProfile.Core);
            sheet
                .Findings.Should()
                .NotContain(f =>
                    f.Code == FindingCodes.SheetMalformed || f.Code == FindingCodes.SheetEncoding
                );
            using var text = new StreamReader(file);
            using var csv = new CsvHelper.CsvParser(text, CultureInfo.InvariantCulture);
            csv.Read();
            sheet.Columns.Select(c => c.Heading).Should().Equal(csv.Record!.Select(h => h.Trim()));
            foreach (var row in sheet.Rows)
            {
                csv.Read().Should().BeTrue();
                csv.Record.Should().Equal(row.Cells, $"row {row.Number} of {file}");
            }
            csv.Read().Should().BeFalse();
        }
    }

    /// <summary>What isn't in a field is told: no cell is dropped without a word.</summary>
    [Fact]
    public void Every_cell_of_real_sheets_is_in_a_field_or_in_a_finding()
    {
        var (kept, told) = (0, 0);
        foreach (var file in ExternalFixtures.Files("metadata"))
        {
            using var content = File.OpenRead(file);
            var sheet = MetadataSheet.Read(content, Path.GetFileName(file), MetadataProfile.Core);
            foreach (var row in sheet.Rows)
            foreach (var column in sheet.Columns)
            {
                var text = row.Cell(column.Index).Trim();
                if (text.Length == 0)
                    continue;
                var place = $"{column.Label} of row {row.Number} in {file}: {text}";
                if (
                    column.Field is { } field
                    && Plain(row.Fields.GetValueOrDefault(field.Name, "")) == Plain(text)
                )
                    kept++;
                else
                {
                    told++;
                    (
                        row.Findings.Any(f => f.Field == column.Field?.Name && f.Field is not null)
                        || sheet.Findings.Any(f =>
                            f.Code is FindingCodes.ColumnUnknown or FindingCodes.ColumnRepeated
                            && f.Message.Contains($"\"{Shown.Of(column.Heading)}\"")
                        )
                    )
                        .Should()
                        .BeTrue(place);
                }
            }
        }
        kept.Should().BeGreaterThan(5_000);
        told.Should().BeGreaterThan(1_000);

        // Spaces around the semicolon of many values and values without content don't count.
        static string Plain(string text) =>
            string.Join(
                ';',
                string.Concat(text.Normalize().Where(c => !char.IsWhiteSpace(c)))
                    .Split(';', StringSplitOptions.RemoveEmptyEntries)
            );
    }

    [Fact]
    public void Dates_of_real_sheets_are_EDTF_or_listed_with_what_they_may_mean()
    {
        var (dates, dirty, offered) = (0, 0, 0);
        foreach (var file in ExternalFixtures.Files("metadata"))
        {
            using var content = File.OpenRead(file);
            var sheet = MetadataSheet.Read(content, Path.GetFileName(file), MetadataProfile.Core);
            var column = sheet.Columns.First(c => c.Field?.Name == MetadataProfile.Date).Index;
            foreach (var row in sheet.Rows.Where(r => r.Cell(column).Trim().Length > 0))
            {
                dates++;
                var isEdtf = EdtfValue.Parse(row.Cell(column).Trim()) is not null;
                row.Findings.Any(f =>
                        f.Field == MetadataProfile.Date && f.Severity == FindingSeverity.Warning
                    )
                    .Should()
                    .Be(!isEdtf, $"{row.Cell(column)} in row {row.Number} of {file}");
                if (isEdtf)
                    continue;
                dirty++;
                if (row.Findings.First(f => f.Field == MetadataProfile.Date).Offer is { } offer)
                {
                    offered++;
                    (offer == EdtfDate.Undated || EdtfValue.Parse(offer) is not null)
                        .Should()
                        .BeTrue(offer);
                }
            }
        }
        dates.Should().BeGreaterThan(500);
        offered.Should().BeInRange(1, dirty);
    }

    [Fact]
    public void Any_bytes_are_read_without_an_exception() =>
        Gen.Byte.Array[0, 400].Sample(bytes => Read(bytes) is not null, iter: 10_000);

    [Fact]
    public void Mutated_sheets_are_read_without_an_exception()
    {
        var sheet = SampleFiles.Text(
            $"{SampleFiles.Heading},date,language,size,checksum\r\n{Row},1975,eng,\"10 x 10 cm\",\r\n"
        );
        Gen.Select(
                Gen.Int[0, 1_000_000],
                Gen.OneOf(Gen.Byte, Gen.Int[0, Marks.Length - 1].Select(i => Marks[i]))
            )
            .Array[1, 20]
            .Sample(
                changes =>
                {
                    var bytes = (byte[])sheet.Clone();
                    foreach (var (at, value) in changes)
                        bytes[at % bytes.Length] = value;
                    return Read(bytes) is not null;
                },
                iter: 10_000
            );
    }

    [Fact]
    public void Any_text_in_a_cell_is_read_without_an_exception() =>
        Gen.String.Sample(
            text => MetadataProfile.Core.Fields.All(f => f.Rule.Read(text) is { Value: not null }),
            iter: 10_000
        );

    private static MetadataSheet Read(string text, SheetRules? rules = null) =>
        Read(SampleFiles.Text(text), rules);

    private static MetadataSheet Read(byte[] bytes, SheetRules? rules = null) =>
        MetadataSheet.Read(new MemoryStream(bytes), "sheet.csv", rules ?? MetadataProfile.Core);

    private static Finding Error(MetadataSheet sheet)
    {
        sheet.IsRefused.Should().BeTrue();
        return sheet
            .AllFindings.Should()
            .ContainSingle(f => f.Severity == FindingSeverity.Error)
            .Subject;
    }
}
