using System.Text;
using Grants.Domain.Catalog;
using Grants.Domain.Inspection;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Catalog.Import;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Catalog;

public sealed class ImportTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private const string Sheet =
        "identifier,title,type,rights,language,subject\n"
        + "ta_1,Плакат,StillImage,http://rightsstatements.org/vocab/InC/1.0/,rus,Posters; Rallies\n"
        + "ta_2,\"Letters, 1975\",Text,,heb,\n";

    [Fact]
    public async Task A_rehearsal_stores_nothing()
    {
        await using var db = await WithArchiveAsync();

        var report = await ImportAsync(db, Sheet, apply: false);

        report.Should().BeEquivalentTo(new ImportReport("Test Archive", 2, false, []));
        (await TitlesAsync(db)).Should().BeEmpty();
    }

    [Fact]
    public async Task Applied_each_row_is_a_draft_of_the_institution()
    {
        await using var db = await WithArchiveAsync();

        var report = await ImportAsync(db, Sheet, apply: true);

        report.Applied.Should().BeTrue();
        var records = await db.ReadAsync(d =>
            d.CatalogRecords.OrderBy(r => r.Identifier).ToListAsync(Cancel)
        );
        records
            .Select(r => (r.Title, r.Status, r.Slug, r.Subjects))
            .Should()
            .Equal(
                ("Плакат", CatalogStatus.Draft, "ta-1-plakat", "Posters; Rallies"),
                ("Letters, 1975", CatalogStatus.Draft, "ta-2-letters-1975", "")
            );
    }

    [Fact]
    public async Task One_error_stores_nothing_and_each_row_tells_its_own()
    {
        await using var db = await WithArchiveAsync();

        var report = await ImportAsync(
            db,
            "identifier,title,type,language\nta_1,Good,Text,eng\n,No identifier,Photo,eng\nta_1,Again,Text,Speech\nta_3,Too,many,cells,here\n",
            apply: true
        );

        report.Applied.Should().BeFalse();
        report
            .Errors.Select(e => (e.Path, e.Code))
            .Should()
            .BeEquivalentTo([
                ("sheet, row 3", FindingCodes.FieldMissing),
                ("sheet, row 3", FindingCodes.FieldInvalid),
                ("sheet, row 4", FindingCodes.FieldInvalid),
                ("sheet, row 4", FindingCodes.IdentifierRepeated),
                ("sheet, row 5", FindingCodes.CellSurplus),
                // Its cells have slipped into the wrong columns.
                ("sheet, row 5", FindingCodes.FieldInvalid),
                ("sheet, row 5", FindingCodes.FieldInvalid),
            ]);
        (await TitlesAsync(db)).Should().BeEmpty();
    }

    [Fact]
    public async Task Unknown_twice_given_and_missing_columns_are_named()
    {
        await using var db = await WithArchiveAsync();

        var report = await ImportAsync(
            db,
            "identifier,date,date,colour\nta_1,1975,1976,red\n",
            apply: true
        );

        report
            .Errors.Select(e => (e.Code, e.Found ?? e.Expected))
            .Should()
            .BeEquivalentTo([
                (FindingCodes.ColumnUnknown, "colour"),
                (FindingCodes.ColumnRepeated, "date"),
                (FindingCodes.ColumnMissing, "title"),
            ]);
    }

    [Fact]
    public async Task An_identifier_that_the_institution_has_is_an_error()
    {
        await using var db = await WithArchiveAsync();
        await ImportAsync(db, Sheet, apply: true);

        var report = await ImportAsync(db, Sheet, apply: true);

        report.Errors.Select(e => e.Path).Should().Equal("sheet, row 2", "sheet, row 3");
        (await TitlesAsync(db)).Should().HaveCount(2);
    }

    [Fact]
    public async Task Another_encoding_is_refused_instead_of_stored_as_nonsense()
    {
        await using var db = await WithArchiveAsync();
        var windows = "identifier,title\nta_1,"u8.ToArray().Concat(new byte[] { 0xCF, 0xEB, 0xE0 });

        var report = await new ImportRecords(db, db.Clock).RunAsync(
            new MemoryStream([.. windows]),
            "Test Archive",
            apply: true,
            Cancel
        );

        report.Errors.Single().Code.Should().Be(FindingCodes.SheetEncoding);
    }

    [Fact]
    public async Task An_unknown_institution_is_refused()
    {
        await using var db = await WithArchiveAsync();

        var import = () =>
            new ImportRecords(db, db.Clock).RunAsync(Stream.Null, "Nowhere", apply: false, Cancel);

        (await import.Should().ThrowAsync<RefusedException>()).WithMessage(
            "No organization is called \"Nowhere\".*"
        );
    }

    private static async Task<TestDb> WithArchiveAsync()
    {
        var db = await TestDb.NewAsync();
        await db.Story().OrganizationAsync();
        return db;
    }

    private static Task<ImportReport> ImportAsync(TestDb db, string sheet, bool apply) =>
        new ImportRecords(db, db.Clock).RunAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(sheet)),
            "Test Archive",
            apply,
            Cancel
        );

    private static Task<List<string>> TitlesAsync(TestDb db) =>
        db.ReadAsync(d => d.CatalogRecords.Select(r => r.Title).ToListAsync(Cancel));
}
