using System.Security.Cryptography;
using Grants.Domain.Accounts;
using Grants.Domain.Awards;
using Grants.Domain.Deliverables;
using Grants.Domain.Disbursements;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace Grants.Tests.Features.Awards;

public sealed class AgreementTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Issuing_mails_the_letter_to_official_and_lead_and_tells_the_decision()
    {
        await using var desk = await AwardDesk.NewAsync();
        var award = await desk.DraftedAsync();
        var officer = await desk.Story.StaffAsync(Role.GrantsOfficer);
        var letter = award.Letter!;
        await desk.Approve(await desk.Db.PersonAsync(Role.GrantsOfficer))
            .RunAsync(award.Id, letter.Id, Cancel);

        var preview = await desk.Issue(officer).PreviewAsync(award.Id, Cancel);
        await desk.Issue(officer).RunAsync(award.Id, letter.Id, Cancel);

        var mails = await desk.Db.ReadAsync(d =>
            d.Mail.Where(m => m.AboutId == award.Id).ToListAsync(Cancel)
        );
        mails
            .Select(m => m.ToAddress)
            .Should()
            .BeEquivalentTo("olga@archive.example", "ada@archive.example")
            .And.BeEquivalentTo(preview.To.Select(t => t.Email));
        mails.Should().OnlyContain(m => m.AttachmentId == letter.FileId);
        mails.Should().Contain(m => m.Subject == preview.Subject && m.Body == preview.Body);
        var told = await desk.Db.ReadAsync(d =>
            d.Applications.Select(a => a.NotifiedAt).SingleAsync(Cancel)
        );
        told.Should().Be(desk.Db.Now);
    }

    [Fact]
    public async Task Only_the_official_signs_and_under_their_own_name()
    {
        await using var desk = await AwardDesk.NewAsync();
        var award = await desk.DraftedAsync();
        var letter = award.Letter!.Id;
        await desk.Approve(await desk.Db.PersonAsync(Role.GrantsOfficer))
            .RunAsync(award.Id, letter, Cancel);
        await desk.Issue(await desk.Story.StaffAsync(Role.GrantsOfficer))
            .RunAsync(award.Id, letter, Cancel);
        var (editor, official) = (
            await desk.Story.ArchivistAsync(),
            await desk.Story.OfficialAsync()
        );

        (
            await AwardDesk.RefusalAsync(() =>
                desk.Sign(editor).RunAsync(award.Id, letter, editor.Name, "Editor", Cancel)
            )
        )
            .Should()
            .Be("An authorized official of the organization signs.");
        (
            await AwardDesk.RefusalAsync(() =>
                desk.Sign(official).RunAsync(award.Id, letter, "Somebody Else", "Director", Cancel)
            )
        )
            .Should()
            .Be("Type your name as it is in your account: Olga Official.");
        await desk.Sign(official).RunAsync(award.Id, letter, "olga official", "Director", Cancel);

        var signed = await desk.StoredAsync(award.Id);
        (signed.Status, signed.SignedById).Should().Be((AwardStatus.Signed, official.Id));
    }

    [Fact]
    public async Task The_countersignature_binds_the_fund_makes_the_first_payment_due_and_keeps_a_signed_copy()
    {
        await using var desk = await AwardDesk.NewAsync();
        var award = await desk.SignedAsync();
        var authority = await desk.Story.StaffAsync(Role.Authority);

        await desk.Countersign(authority).RunAsync(award.Id, Cancel);

        var active = await desk.StoredAsync(award.Id);
        active.IsPublic.Should().BeTrue();
        (await desk.Db.ReadAsync(d => d.Funds.Select(f => f.ObligatedTotal).SingleAsync(Cancel)))
            .Should()
            .Be(10_000m);
        (
            await desk.Db.ReadAsync(d =>
                d.Tranches.OrderBy(t => t.Number).Select(t => t.Status).ToListAsync(Cancel)
            )
        )
            .Should()
            .Equal(
                TrancheStatus.Due,
                TrancheStatus.Blocked,
                TrancheStatus.Blocked,
                TrancheStatus.Blocked
            );
        var letter = active.Letter!;
        letter.SignedCopySha256.Should().NotBe(letter.Sha256);
        await using var copy = await desk.Store.OpenAsync(letter.SignedCopySha256!, Cancel);
        using var bytes = new MemoryStream();
        await copy.CopyToAsync(bytes, Cancel);
        Convert
            .ToHexStringLower(SHA256.HashData(bytes.ToArray()))
            .Should()
            .Be(letter.SignedCopySha256);
        using var pdf = PdfDocument.Open(bytes.ToArray());
        var text = string.Join(
            " ",
            pdf.GetPages().Select(p => ContentOrderTextExtractor.GetText(p))
        );
        text.Should().Contain("Olga Official").And.Contain(authority.Name);
        text.Should().Contain("2 March 2026, 09:00:00 (UTC)");
        string.Concat(text.Where(c => !char.IsWhiteSpace(c))).Should().Contain(letter.Sha256);
        var mail = await desk.Db.ReadAsync(d =>
            d.Mail.Where(m => m.AttachmentId == letter.SignedCopyId).ToListAsync(Cancel)
        );
        mail.Should().HaveCount(2);
    }

    [Fact]
    public async Task Of_two_countersignatures_the_second_is_told_and_the_money_is_bound_once()
    {
        await using var desk = await AwardDesk.NewAsync();
        var award = await desk.SignedAsync();
        var authority = await desk.Story.StaffAsync(Role.Authority);
        var officer = await desk.Db.PersonAsync(Role.GrantsOfficer);
        var faster = desk.Countersign(authority);
        // The other one countersigns after this one has read, and before it saves.
        desk.Store = new Interrupted(desk.Store, () => faster.RunAsync(award.Id, Cancel));

        var told = await desk.Guarded.RunAsync(
            () => desk.Countersign(officer).RunAsync(award.Id, Cancel),
            Cancel
        );

        told.Should().StartWith($"{authority.Name} changed this while you had it open");
        (await desk.Db.ReadAsync(d => d.Funds.Select(f => f.ObligatedTotal).SingleAsync(Cancel)))
            .Should()
            .Be(10_000m);
        (await desk.StoredAsync(award.Id)).CountersignerName.Should().Be(authority.Name);
    }

    [Fact]
    public async Task Cancelling_gives_the_commitment_back_and_tells_who_has_the_letter()
    {
        await using var desk = await AwardDesk.NewAsync();
        var award = await desk.SignedAsync();
        var officer = await desk.Story.StaffAsync(Role.GrantsOfficer);

        await desk.Cancel(officer).RunAsync(award.Id, "The archive was closed", Cancel);

        (await desk.StoredAsync(award.Id)).Status.Should().Be(AwardStatus.Cancelled);
        (await desk.Db.ReadAsync(d => d.Funds.Select(f => f.CommittedTotal).SingleAsync(Cancel)))
            .Should()
            .Be(0m);
        (
            await desk.Db.ReadAsync(d =>
                d.Tranches.Select(t => t.Status).Distinct().ToListAsync(Cancel)
            )
        )
            .Should()
            .Equal(TrancheStatus.Cancelled);
        (
            await desk.Db.ReadAsync(d =>
                d.Deliverables.Select(x => x.Status).Distinct().ToListAsync(Cancel)
            )
        )
            .Should()
            .Equal(DeliverableStatus.Waived);
        (await desk.Db.ReadAsync(d => d.Mail.Select(m => m.Body).ToListAsync(Cancel)))
            .Should()
            .Contain(body => body.Contains("The archive was closed"));
    }

    [Fact]
    public async Task People_of_the_grantee_handle_nothing_even_with_a_role_at_the_funder()
    {
        await using var desk = await AwardDesk.NewAsync();
        var award = await desk.SignedAsync();
        var archivist = await desk.Story.ArchivistAsync();
        await desk.Db.AddAsync(new RoleAssignment(archivist.Id, Role.GrantsOfficer));

        (await AwardDesk.RefusalAsync(() => desk.Countersign(archivist).RunAsync(award.Id, Cancel)))
            .Should()
            .Be("You belong to the grantee, so others must handle this award.");
        (
            await AwardDesk.RefusalAsync(() =>
                desk.Cancel(archivist).RunAsync(award.Id, "No", Cancel)
            )
        )
            .Should()
            .Be("You belong to the grantee, so others must handle this award.");
    }

    [Fact]
    public async Task Foreign_people_find_no_award()
    {
        await using var desk = await AwardDesk.NewAsync();
        var award = await desk.SignedAsync();
        var stranger = Given.Account();
        await desk.Db.AddAsync(stranger);

        await Assert.ThrowsAsync<NotFoundException>(() =>
            desk.Sign(stranger)
                .RunAsync(award.Id, award.Letter!.Id, stranger.Name, "Director", Cancel)
        );
    }

    /// <summary>Something else happens the moment before the first file is stored.</summary>
    private sealed class Interrupted(IFileStore inner, Func<Task> meanwhile)
        : DelegatingFileStore(inner)
    {
        private bool _done;

        public override async Task<StoredBytes> StoreAsync(
            Stream content,
            long limit,
            CancellationToken cancel
        )
        {
            if (!_done)
            {
                _done = true;
                await meanwhile();
            }
            return await base.StoreAsync(content, limit, cancel);
        }
    }
}
