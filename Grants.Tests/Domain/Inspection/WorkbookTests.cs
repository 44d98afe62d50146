using System.IO.Compression;
using System.Text;
using CsCheck;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Sheets;
using Grants.Web.Platform.Spreadsheets;

namespace Grants.Tests.Domain.Inspection;

public sealed class WorkbookTests
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private const string Heading =
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>identifier</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>date</t></is></c></row>";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_workbook_that_we_wrote_is_read_cell_by_cell()
    {
        string[] columns = [.. MetadataProfile.Core.Fields.Select(f => f.Name)];
        object?[] values = [.. MetadataProfile.Core.Fields.Select(f => f.Example)];
        using var file = new MemoryStream();
        await new XlsxDownload("s.xlsx", [new Sheet("Items", columns, [values])]).WriteAsync(
            file,
            Cancel
        );
        var sheet = Read(file.ToArray());
        sheet.IsRefused.Should().BeFalse();
        var row = sheet.Rows.Should().ContainSingle().Subject;
        foreach (var field in MetadataProfile.Core.Fields.Where(f => f.Example.Length > 0))
            row.Fields[field.Name].Should().Be(field.Example);
    }

    [Theory]
    [InlineData("27497", "m/d/yyyy", "1975-04-13")]
    [InlineData("27485", "mmm\\-yy", "1975-04")]
    [InlineData("27485", "[$-419]mmmm\\ yyyy;@", "1975-04")]
    [InlineData("27395", "yyyy", "1975")]
    [InlineData("27497.5", "yyyy\\-mm\\-dd\\ hh:mm", "1975-04-13T12:00:00")]
    [InlineData("1", "d.m.yyyy", "1900-01-01")]
    [InlineData("61", "d.m.yyyy", "1900-03-01")]
    [InlineData("12", "00000", "00012")]
    [InlineData("1975", "General", "1975")]
    [InlineData("0.1", "General", "0.1")]
    [InlineData("1975.0000000000001", "#,##0.00", "1975")]
    [InlineData("0.30000000000000004", "0.00", "0.3")]
    public void Numbers_come_back_as_they_look(string raw, string format, string shown) =>
        Cell($"<c r=\"B2\" s=\"1\"><v>{raw}</v></c>", format).Should().Be(shown);

    [Theory]
    [InlineData("<c r=\"B2\" t=\"s\"><v>0</v></c>", "Let my people go")]
    [InlineData("<c r=\"B2\" t=\"str\"><f>A1</f><v>two_x000A_lines</v></c>", "two\nlines")]
    [InlineData("<c r=\"B2\" t=\"b\"><v>1</v></c>", "TRUE")]
    [InlineData("<c r=\"B2\"><f>1+1</f><v>2</v></c>", "2")]
    [InlineData(
        "<c t=\"inlineStr\"><is><r><t>a</t></r><r><t xml:space=\"preserve\"> b</t></r></is></c>",
        "a b"
    )]
    public void Text_comes_back_whole(string cell, string shown) =>
        Cell(cell, "General").Should().Be(shown);

    [Fact]
    public void A_formula_that_failed_is_an_error_of_its_cell() =>
        Read(Book($"{Heading}<row r=\"2\"><c r=\"B2\" t=\"e\"><v>#REF!</v></c></row>"))
            .Rows[0]
            .Findings.Should()
            .Contain(f => f.Code == FindingCodes.FieldInvalid && f.Field == "date");

    [Fact]
    public void Rows_have_the_numbers_of_the_spreadsheet_and_other_sheets_are_named()
    {
        var sheet = Read(
            Book(
                $"{Heading}<row r=\"3\"><c r=\"A3\"><v>7</v></c></row><row r=\"9\"><c r=\"A9\"><v>8</v></c></row>",
                second: "<row><c><v>1</v></c></row>"
            )
        );
        sheet.Rows.Select(r => (r.Number, r.Identifier)).Should().Equal((3, "7"), (9, "8"));
        sheet
            .Findings.Should()
            .Contain(f => f.Code == FindingCodes.SheetsUnread && f.Message.Contains("Notes"));
    }

    [Fact]
    public void Rows_without_content_take_no_room_from_those_behind_them()
    {
        var formatted = string.Concat(
            Enumerable
                .Range(2, MetadataSheet.MaxRows + 10)
                .Select(n => $"<row r=\"{n}\"><c s=\"1\"/></row>")
        );
        Read(Book($"{Heading}{formatted}<row r=\"60000\"><c r=\"A60000\"><v>8</v></c></row>"))
            .Rows.Select(r => (r.Number, r.Identifier))
            .Should()
            .Equal((60_000, "8"));
    }

    [Theory]
    [InlineData("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>")]
    [InlineData("<row r=\"1\"><c r=\"A1\"><v>1</v>")]
    [InlineData("<!DOCTYPE x [<!ENTITY e \"e\">]><row><c><v>&e;</v></c></row>")]
    public void Damaged_or_hostile_workbooks_are_refused_with_what_to_do(string rows)
    {
        var sheet = Read(Book(rows));
        sheet.IsRefused.Should().BeTrue();
        sheet.Findings[0].Message.Should().StartWith("The workbook can't be opened");
    }

    [Fact]
    public void Mutated_workbooks_are_read_without_an_exception()
    {
        var book = Small();
        Gen.Select(Gen.Int[0, book.Length - 1], Gen.Byte)
            .Array[1, 12]
            .Sample(
                changes =>
                {
                    var bytes = (byte[])book.Clone();
                    foreach (var (at, value) in changes)
                        bytes[at] = value;
                    return Read(bytes) is not null;
                },
                iter: 3_000
            );
    }

    /// <summary>One row with a date.</summary>
    internal static byte[] Small() =>
        Book($"{Heading}<row r=\"2\"><c r=\"A2\" s=\"1\"><v>27497</v></c></row>");

    private static string Cell(string cell, string format) =>
        Read(Book($"{Heading}<row r=\"2\"><c r=\"A2\"><v>1</v></c>{cell}</row>", format))
            .Rows[0]
            .Cell(1);

    private static MetadataSheet Read(byte[] bytes) =>
        MetadataSheet.Read(new MemoryStream(bytes), "sheet.xlsx", MetadataProfile.Core);

    /// <summary>The least that makes a workbook; stored, so that a mutation reaches the text.</summary>
    private static byte[] Book(string rows, string format = "General", string? second = null)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("_rels/.rels", Relations(("r", "officeDocument", "xl/workbook.xml")));
            Add(
                "xl/_rels/workbook.xml.rels",
                Relations(
                    ("a", "worksheet", "worksheets/one.xml"),
                    ("b", "worksheet", "/xl/worksheets/two.xml"),
                    ("c", "sharedStrings", "strings.xml"),
                    ("d", "styles", "styles.xml")
                )
            );
            Add(
                "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"Items\" sheetId=\"1\" r:id=\"a\"/>{(second is null ? "" : "<sheet name=\"Notes\" sheetId=\"2\" r:id=\"b\"/>")}</sheets></workbook>"
            );
            Add(
                "xl/strings.xml",
                $"<sst xmlns=\"{Main}\"><si><r><t>Let my </t></r><r><t>people go</t></r><rPh><t>x</t></rPh></si></sst>"
            );
            Add(
                "xl/styles.xml",
                $"<styleSheet xmlns=\"{Main}\"><numFmts><numFmt numFmtId=\"170\" formatCode=\"{format}\"/></numFmts><cellStyleXfs><xf numFmtId=\"3\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>"
            );
            Add("xl/worksheets/one.xml", Rows(rows));
            Add("xl/worksheets/two.xml", Rows(second ?? ""));

            void Add(string name, string xml)
            {
                using var entry = zip.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(Encoding.UTF8.GetBytes(xml));
            }
        }
        return bytes.ToArray();
    }

    private static string Rows(string rows) =>
        rows.StartsWith("<!", StringComparison.Ordinal)
            ? rows
            : $"<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData></worksheet>";

    private static string Relations(params (string Id, string Type, string Target)[] all) =>
        $"<Relationships>{string.Concat(all.Select(r => $"<Relationship Id=\"{r.Id}\" Type=\"http://x/{r.Type}\" Target=\"{r.Target}\"/>"))}</Relationships>";
}
