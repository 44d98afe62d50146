using System.Security.Cryptography;
using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Domain.Files;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Awards.Letter;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace Grants.Tests.Features.Awards;

public sealed class AwardLetterTests
{
    private const string Hebrew = "ארכיון התנועה";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_letter_is_kept_with_the_SHA_256_of_its_bytes_and_the_data_in_it()
    {
        await using var desk = await AwardDesk.NewAsync();

        var award = await desk.DraftedAsync();

        var letter = award.Letter!;
        var bytes = await BytesAsync(desk, letter.Sha256);
        Convert.ToHexStringLower(SHA256.HashData(bytes)).Should().Be(letter.Sha256);
        var file = await desk.Db.ReadAsync(d =>
            d.Files.SingleAsync(f => f.Id == letter.FileId, Cancel)
        );
        (file.Sha256, file.Size, file.Owner, file.OwnerId)
            .Should()
            .Be((letter.Sha256, bytes.Length, FileOwner.Award, award.Id));
        var data = AwardLetterData.Parse(letter.MergedData);
        (data.AwardNumber, data.Amount, data.Organization)
            .Should()
            .Be((award.Number, 10_000m, "Test Archive"));
    }

    [Fact]
    public async Task The_letter_says_number_names_amounts_and_page_x_of_y()
    {
        await using var desk = await AwardDesk.NewAsync();
        await RenameAsync(desk, $"{Hebrew} Еврейский архив");

        var award = await desk.DraftedAsync();

        var bytes = await BytesAsync(desk, award.Letter!.Sha256);
        await Screens.ShowAsync(bytes, "award-letter.pdf");
        using var pdf = PdfDocument.Open(bytes);
        var pages = pdf.GetPages().Select(p => ContentOrderTextExtractor.GetText(p)).ToList();
        var text = string.Join("\n", pages);
        text.Should().Contain(award.Number).And.Contain("Olga Official");
        text.Should().Contain("Еврейский архив").And.Contain("$10,000.00");
        text.Should().Contain("$4,000.00").And.Contain("$2,500.00").And.Contain("$1,000.00");
        text.Should().Contain("Agreement signed by both sides").And.Contain("D1 Sample accepted");
        text.Should().Contain("Digitized with support of Test Foundation, grant " + award.Number);
        pages
            .Should()
            .AllSatisfy(page =>
                page.Should().Contain($"Page {pages.IndexOf(page) + 1} of {pages.Count}")
            );
        // Hebrew letters, whichever way the reader puts them in order.
        string.Concat(text.Where(c => c is >= 'א' and <= 'ת'))
            .Should()
            .Match(letters => letters.Contains("ארכיון") || letters.Contains("ןויכרא"));
    }

    [Fact]
    public async Task The_same_data_gives_the_same_bytes()
    {
        await using var desk = await AwardDesk.NewAsync();
        var award = await desk.DraftedAsync();
        var first = award.Letter!.Sha256;

        await desk.Draft(await desk.Story.StaffAsync(Role.GrantsOfficer))
            .RunAsync(award.Id, Cancel);

        (await desk.StoredAsync(award.Id)).Letter!.Sha256.Should().Be(first);
    }

    [Fact]
    public async Task A_second_person_approves_the_letter_they_read()
    {
        await using var desk = await AwardDesk.NewAsync();
        var award = await desk.DraftedAsync();
        var officer = await desk.Story.StaffAsync(Role.GrantsOfficer);
        var second = await desk.Db.PersonAsync(Role.GrantsOfficer);
        var seen = award.Letter!.Id;

        (await AwardDesk.RefusalAsync(() => desk.Approve(officer).RunAsync(award.Id, seen, Cancel)))
            .Should()
            .Be("A second person approves the letter; you prepared it.");
        await desk.Draft(officer).RunAsync(award.Id, Cancel);
        (await AwardDesk.RefusalAsync(() => desk.Approve(second).RunAsync(award.Id, seen, Cancel)))
            .Should()
            .StartWith("A newer letter was drafted meanwhile.");

        var newer = await desk.StoredAsync(award.Id);
        newer.Letters.Single(l => l.Id == seen).VoidedAt.Should().Be(desk.Db.Now);
        await desk.Approve(second).RunAsync(award.Id, newer.Letter!.Id, Cancel);
        (await desk.StoredAsync(award.Id)).Status.Should().Be(AwardStatus.LetterApproved);
    }

    [Fact]
    public async Task A_changed_file_no_longer_has_the_kept_hash()
    {
        await using var desk = await AwardDesk.NewAsync();
        var award = await desk.DraftedAsync();
        var auditor = await desk.Db.PersonAsync(Role.Auditor);
        var letter = award.Letter!.Id;

        (await desk.Verify(auditor).RunAsync(award.Id, letter, Cancel)).IsSame.Should().BeTrue();

        desk.Store = new Tampered(desk.Store);
        (await desk.Verify(auditor).RunAsync(award.Id, letter, Cancel)).IsSame.Should().BeFalse();
    }

    [Fact]
    public async Task The_grantee_reads_the_letter_from_its_issue_on_and_strangers_never()
    {
        await using var desk = await AwardDesk.NewAsync();
        var award = await desk.DraftedAsync();
        var official = await desk.Story.OfficialAsync();
        var stranger = Given.Account();
        await desk.Db.AddAsync(stranger);
        var letter = award.Letter!.Id;

        await Assert.ThrowsAsync<NotFoundException>(() =>
            desk.Show(official).KeptAsync(award.Id, letter, Cancel)
        );
        await desk.Approve(await desk.Db.PersonAsync(Role.GrantsOfficer))
            .RunAsync(award.Id, letter, Cancel);
        await desk.Issue(await desk.Story.StaffAsync(Role.GrantsOfficer))
            .RunAsync(award.Id, letter, Cancel);

        (await desk.Show(official).KeptAsync(award.Id, letter, Cancel))
            .Should()
            .Contain(award.Number);
        await Assert.ThrowsAsync<NotFoundException>(() =>
            desk.Show(stranger).KeptAsync(award.Id, letter, Cancel)
        );
    }

    private static async Task<byte[]> BytesAsync(AwardDesk desk, string sha256)
    {
        await using var stream = await desk.Store.OpenAsync(sha256, Cancel);
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, Cancel);
        return bytes.ToArray();
    }

    private static async Task RenameAsync(AwardDesk desk, string name)
    {
        var organization = await desk.Story.OrganizationAsync();
        var archivist = await desk.Story.ArchivistAsync();
        var actor = await desk.Db.ActorAsync(archivist);
        await using var db = desk.Db.CreateDbContext();
        var stored = await db.Organizations.SingleAsync(o => o.Id == organization.Id, Cancel);
        stored.Describe(
            name,
            stored.Kind,
            "IL",
            "Tel Aviv",
            null,
            null,
            null,
            null,
            desk.Db.By(actor)
        );
        await db.SaveChangesAsync(Cancel);
    }

    /// <summary>A disk on which a byte was changed behind our back.</summary>
    private sealed class Tampered(Web.Platform.Storage.IFileStore inner)
        : DelegatingFileStore(inner)
    {
        public override async Task<Stream> OpenAsync(string sha256, CancellationToken cancel)
        {
            await using var good = await base.OpenAsync(sha256, cancel);
            var bytes = new byte[good.Length];
            await good.ReadExactlyAsync(bytes, cancel);
            bytes[^1] ^= 1;
            return new MemoryStream(bytes);
        }
    }
}
