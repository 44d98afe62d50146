using System.Text;
using CsCheck;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Tests.Support;

namespace Grants.Tests.Domain.Inspection;

public sealed class MetadataSheetTests
{
    private const string Row =
        "ta_0001,Poster,StillImage,http://rightsstatements.org/vocab/InC/1.0/,Papers,a.tif";

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
        new LanguageCodes().Read("English").Problem.Should().NotBeNull();
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

    [Fact]
    public void Text_that_isn_t_UTF8_names_the_row_the_byte_and_the_way_out()
    {
        var bytes = Encoding.Latin1.GetBytes(
            $"{SampleFiles.Heading}\n{Row}\n{Row.Replace("Poster", "Café")}"
        );
        var finding = Error(Read(bytes));
        finding.Code.Should().Be(FindingCodes.SheetEncoding);
        finding.Path.Should().Be("sheet.csv, row 3");
        finding
            .Message.Should()
            .Contain("0xE9")
            .And.Contain("Windows-1252")
            .And.Contain("\"é\"")
            .And.Contain("CSV UTF-8");
    }

    [Fact]
    public void UTF16_and_workbooks_are_refused_by_name()
    {
        var utf16 = Encoding.Unicode.GetBytes($"{SampleFiles.Heading}\n{Row}");
        Error(Read(utf16)).Found.Should().Be("UTF-16");
        Error(Read([0xFF, 0xFE, .. utf16])).Found.Should().Be("UTF-16");
        Error(Read("PK\u0003\u0004 and so on")).Message.Should().Contain("workbook");
    }

    [Theory]
    [InlineData("\"never closed", "row 2 opens")]
    [InlineData("\"a\"b,c", "row 2 has text after")]
    public void Malformed_quotation_names_its_row(string row, string said) =>
        Error(Read($"{SampleFiles.Heading}\n{row}")).Message.Should().StartWithEquivalentOf(said);

    [Fact]
    public void A_row_with_more_cells_than_headings_is_refused() =>
        Error(Read($"{SampleFiles.Heading}\n{Row},surplus"))
            .Code.Should()
            .Be(FindingCodes.SheetMalformed);

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

    [Fact]
    public void Real_sheets_of_others_are_read_without_a_silent_drop()
    {
        foreach (var file in ExternalFixtures.Files("metadata"))
        {
            using var content = File.OpenRead(file);
            var sheet = MetadataSheet.Read(content, Path.GetFileName(file), MetadataProfile.Core);
            sheet.Rows.Should().NotBeEmpty();
            sheet
                .Findings.Should()
                .NotContain(f =>
                    f.Code == FindingCodes.SheetMalformed || f.Code == FindingCodes.SheetEncoding
                );
            sheet.Rows.Select(r => r.Number).Should().BeInAscendingOrder();
        }
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

    private static MetadataSheet Read(string text) => Read(SampleFiles.Text(text));

    private static MetadataSheet Read(byte[] bytes) =>
        MetadataSheet.Read(new MemoryStream(bytes), "sheet.csv", MetadataProfile.Core);

    private static Finding Error(MetadataSheet sheet)
    {
        sheet.IsRefused.Should().BeTrue();
        return sheet
            .AllFindings.Should()
            .ContainSingle(f => f.Severity == FindingSeverity.Error)
            .Subject;
    }
}
