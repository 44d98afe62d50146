using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Accounts.FunderSettings;
using Grants.Web.Platform;
using Grants.Web.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Accounts;

public sealed class FunderTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_shows_at_once()
    {
        await using var db = await TestDb.NewAsync();
        var administrator = await db.PersonAsync(Role.Administrator);
        await db.FunderAsync("Old name");
        var current = new CurrentFunder(db, db.Clock);
        (await current.GetAsync(Cancel)).Name.Should().Be("Old name");
        var form = await FormAsync(db, administrator);
        form.Name = "New name";

        await new DescribeFunder(db, db.As(administrator), current).RunAsync(form, Cancel);

        (await current.GetAsync(Cancel)).Name.Should().Be("New name");
    }

    [Fact]
    public async Task The_credit_line_must_name_the_grant()
    {
        await using var db = await TestDb.NewAsync();
        var administrator = await db.PersonAsync(Role.Administrator);
        await db.FunderAsync();
        var form = await FormAsync(db, administrator);
        form.CreditLine = "With thanks to {funder}";

        var save = () => SaveAsync(db, administrator, form);

        (await save.Should().ThrowAsync<RefusedException>()).WithMessage("*{grant}*");
    }

    [Fact]
    public async Task The_slower_of_two_is_told()
    {
        await using var db = await TestDb.NewAsync();
        var administrator = await db.PersonAsync(Role.Administrator);
        await db.FunderAsync();
        var (one, other) = (await FormAsync(db, administrator), await FormAsync(db, administrator));
        await SaveAsync(db, administrator, one);

        var late = () => SaveAsync(db, administrator, other);

        await late.Should().ThrowAsync<DbUpdateConcurrencyException>();
    }

    [Fact]
    public async Task Only_the_administrator_describes_the_funder()
    {
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync();
        var form = await FormAsync(db, await db.PersonAsync(Role.Administrator));
        var officer = await db.PersonAsync(Role.GrantsOfficer);

        await FluentActions
            .Awaiting(() => SaveAsync(db, officer, form))
            .Should()
            .ThrowAsync<RefusedException>();
        await FluentActions
            .Awaiting(() => FormAsync(db, officer))
            .Should()
            .ThrowAsync<RefusedException>();
    }

    [Fact]
    public async Task A_logo_is_taken_for_what_its_bytes_say_and_shown()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignInAsAsync(Role.Administrator);
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0];

        await UploadAsync(browser, png);

        var file = await app.ReadAsync(db =>
            db.Files.SingleAsync(f => db.Funders.Any(x => x.LogoFileId == f.Id), Cancel)
        );
        (file.ContentType, file.Name).Should().Be(("image/png", "logo.png"));
        using var nobody = app.Browser();
        (await nobody.GetByteArrayAsync(FileDownloads.Address(file.Id), Cancel))
            .Should()
            .Equal(png);
        (await browser.GetStringAsync("/work/funder", Cancel))
            .Should()
            .Contain(FileDownloads.Address(file.Id));
    }

    [Fact]
    public async Task A_script_that_calls_itself_a_picture_is_refused()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = await app.SignInAsAsync(Role.Administrator);

        var answer = await UploadAsync(browser, "<svg onload=alert(1)>"u8.ToArray());

        answer.StatusCode.Should().Be(System.Net.HttpStatusCode.Conflict);
        (await answer.Content.ReadAsStringAsync(Cancel))
            .Should()
            .Contain("must be a PNG or JPEG file");
        (await app.ReadAsync(db => db.Files.CountAsync(Cancel))).Should().Be(0);
    }

    /// <summary>As the form of the funder's page posts it.</summary>
    private static async Task<HttpResponseMessage> UploadAsync(HttpClient browser, byte[] content)
    {
        var page = await browser.GetStringAsync("/work/funder", Cancel);
        var token = System.Text.RegularExpressions.Regex.Match(
            page,
            "name=\"__RequestVerificationToken\" value=\"([^\"]+)\""
        );
        return await browser.PostAsync(
            "/work/funder/logo",
            new MultipartFormDataContent
            {
                { new StringContent(token.Groups[1].Value), "__RequestVerificationToken" },
                { new ByteArrayContent(content), "logo", "picture.png" },
            },
            Cancel
        );
    }

    private static Task<FunderForm> FormAsync(TestDb db, Account by) =>
        new GetFunder(db, db.As(by)).RunAsync(Cancel);

    private static Task SaveAsync(TestDb db, Account by, FunderForm form) =>
        new DescribeFunder(db, db.As(by), new CurrentFunder(db, db.Clock)).RunAsync(form, Cancel);
}
