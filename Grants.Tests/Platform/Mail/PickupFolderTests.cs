using System.Text;
using Grants.Domain.Accounts;
using Grants.Domain.Files;
using Grants.Domain.Notifications;
using Grants.Tests.Support;
using Grants.Web.Platform.Mail;
using Grants.Web.Platform.Storage;
using MimeKit;

namespace Grants.Tests.Platform.Mail;

public sealed class PickupFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("grants-mail-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_mail_becomes_a_file_that_a_mail_program_reads()
    {
        await using var db = await TestDb.NewAsync();
        await db.FunderAsync("Фонд «Память»");
        var mail = Given.Mail(
            toName: "יוסף מנדלביץ'",
            subject: "ברוכים הבאים · Добро пожаловать",
            body: "Уважаемый Иосиф,\n\nсрок: 1 марта.\nhttps://grants.example/calls?a=1&b=2\n\nшалом <b>שלום</b>"
        );
        await db.AddAsync(mail);

        await SendAsync(db);

        var read = await ReadAsync();
        read.Subject.Should().Be(mail.Subject);
        read.To.Mailboxes.Single().Name.Should().Be(mail.ToName);
        read.From.Mailboxes.Single().Name.Should().Be("Фонд «Память»");
        read.TextBody!.ReplaceLineEndings("\n").Should().StartWith(mail.Body);
        read.HtmlBody.Should()
            .Contain(
                "<a href=\"https://grants.example/calls?a=1&amp;b=2\">https://grants.example/calls?a=1&amp;b=2</a>"
            )
            .And.Contain("&lt;b&gt;שלום&lt;/b&gt;")
            .And.Contain("Фонд «Память»");
        read.Headers[HeaderId.AutoSubmitted].Should().Be("auto-generated");
    }

    [Fact]
    public async Task A_file_is_named_by_time_and_address_and_written_once_however_often_it_is_tried()
    {
        await using var db = await TestDb.NewAsync();
        var mail = await db.AddAsync(Given.Mail(to: "o'hara+boxes@example.org"));
        await SendAsync(db);
        await SendAgainAsync(db, mail);

        Directory
            .GetFiles(_folder)
            .Select(Path.GetFileName)
            .Should()
            .Equal($"20260302T090000Z-o_hara_boxes@example.org-{mail.Id:n}-0.eml");
    }

    [Fact]
    public async Task What_people_typed_cannot_add_a_header()
    {
        await using var db = await TestDb.NewAsync();
        await db.AddAsync(
            Given.Mail(
                subject: "Award\r\nBcc: spy@example.org\r\n\r\nHello",
                toName: "Reader\"\r\nBcc: spy@example.org"
            )
        );

        await SendAsync(db);

        var read = await ReadAsync();
        read.Bcc.Count.Should().Be(0);
        read.Headers.Select(h => h.Field).Should().NotContain("Bcc");
        read.Subject.Should().Be("Award  Bcc: spy@example.org    Hello");
        read.To.Mailboxes.Single().Address.Should().Be("reader@example.org");
    }

    [Theory]
    [InlineData("reader@example.org\r\nBcc: spy@example.org")]
    [InlineData("reader@example.org, spy@example.org")]
    [InlineData("reader@example.org>\r\nRCPT TO:<spy@example.org")]
    public async Task An_address_that_holds_more_than_an_address_gets_nothing(string address)
    {
        await using var db = await TestDb.NewAsync();
        await db.AddAsync(Given.Mail(to: address));

        await SendAsync(db);

        Directory.GetFiles(_folder).Should().BeEmpty();
    }

    [Fact]
    public async Task A_stored_file_goes_with_the_mail()
    {
        await using var db = await TestDb.NewAsync();
        var files = new DiskFileStore(Path.Combine(_folder, "files"));
        var letter = Encoding.UTF8.GetBytes("%PDF-1.7 letter");
        var bytes = await files.StoreAsync(new MemoryStream(letter), 1000, Cancel);
        var file = new StoredFile(
            FileOwner.Mail,
            Guid.CreateVersion7(),
            "Письмо.pdf",
            "application/pdf",
            bytes.Size,
            bytes.Sha256,
            db.By(Actor.System)
        );
        var mail = new OutgoingMail(
            "reader@example.org",
            "Reader",
            "Your letter",
            "It is attached.",
            "Award",
            Guid.CreateVersion7(),
            db.Now
        )
        {
            AttachmentId = file.Id,
        };
        await db.AddAsync(file, mail);

        await SendAsync(db, files);

        var attached = (MimePart)(await ReadAsync()).Attachments.Single();
        attached.FileName.Should().Be("Письмо.pdf");
        attached.ContentType.MimeType.Should().Be("application/pdf");
        using var content = new MemoryStream();
        await attached.Content!.DecodeToAsync(content, Cancel);
        content.ToArray().Should().Equal(letter);
    }

    private Task<int> SendAsync(TestDb db, IFileStore? files = null) =>
        db.Sender(new PickupFolder(_folder), files).RunAsync(Cancel);

    /// <summary>As after a sender that died between sending and saving.</summary>
    private async Task SendAgainAsync(TestDb db, OutgoingMail mail)
    {
        var lost = new RecordingTransport();
        await using (var other = await TestDb.NewAsync())
        {
            await other.AddAsync(mail);
            await other.Sender(lost).RunAsync(Cancel);
        }
        await new PickupFolder(_folder).SendAsync(lost.Sent.Single(), Cancel);
    }

    private async Task<MimeMessage> ReadAsync() =>
        await MimeMessage.LoadAsync(Directory.GetFiles(_folder, "*.eml").Single(), Cancel);
}
