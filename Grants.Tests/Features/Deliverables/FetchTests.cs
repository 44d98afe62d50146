using System.Net;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Domain.Kernel;
using Grants.Tests.Domain.Inspection;
using Grants.Web.Platform.Fetching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Grants.Tests.Features.Deliverables;

/// <summary>Links in a metadata sheet, followed to an archive's server that plays tricks.</summary>
public sealed class FetchTests : IAsyncLifetime
{
    private readonly WebApplication _archive = Archive();
    private int _port;
    private int _asked;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _archive.StartAsync(Cancel);
        _port = new Uri(_archive.Urls.Single()).Port;
    }

    public async ValueTask DisposeAsync() => await _archive.DisposeAsync();

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2001:4860:4860::8888", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("::127.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:0:1::1", false)]
    public void Only_addresses_of_the_public_internet_are_public(string address, bool expected) =>
        PublicAddress.Is(IPAddress.Parse(address)).Should().Be(expected);

    [Fact]
    public async Task A_link_is_followed_over_redirects_to_its_content()
    {
        using var fetch = Fetch();
        (await ReadAsync(fetch, "/moved")).Should().Equal(SampleFiles.Tiff());
    }

    [Theory]
    [InlineData("archive.example", "/inside", "inside.example isn't on the public internet")]
    [InlineData("archive.example", "/loopback", "127.0.0.2 isn't on the public internet")]
    [InlineData("archive.example", "/loop", "leads on and on")]
    [InlineData("archive.example", "/file", "isn't a link that begins with https://")]
    [InlineData("archive.example", "/long", "offers more than the 1 MiB")]
    [InlineData("archive.example", "/endless", "sends more than the 1 MiB")]
    [InlineData("archive.example", "/silent", "took too long")]
    [InlineData("archive.example", "/missing", "answers 404")]
    [InlineData("inside.example", "/a.tif", "isn't on the public internet")]
    [InlineData("both.example", "/a.tif", "isn't on the public internet")]
    [InlineData("[::1]", "/a.tif", "isn't on the public internet")]
    [InlineData("somebody:secret@archive.example", "/a.tif", "has a name or password in it")]
    public async Task What_leads_elsewhere_or_has_no_end_is_refused(
        string host,
        string path,
        string why
    )
    {
        using var fetch = Fetch();
        (await DeliveryDesk.RefusalAsync(() => ReadAsync(fetch, path, host))).Should().Contain(why);
    }

    [Fact]
    public async Task A_name_that_changes_its_mind_is_asked_once_for_each_connection()
    {
        using var fetch = Fetch();
        (await ReadAsync(fetch, "/a.tif", "rebinding.example")).Should().NotBeEmpty();
        _asked.Should().Be(1, "the address that was checked is the one that is connected to");
        using var later = Fetch();
        (await DeliveryDesk.RefusalAsync(() => ReadAsync(later, "/a.tif", "rebinding.example")))
            .Should()
            .Contain("isn't on the public internet");
    }

    [Fact]
    public async Task Unusual_ports_are_refused_by_default()
    {
        using var fetch = new CarefulFetch(FetchRules.Public);
        (await DeliveryDesk.RefusalAsync(() => ReadAsync(fetch, "/a.tif", "127.0.0.1")))
            .Should()
            .Contain($"asks for port {_port}");
    }

    [Fact]
    public async Task A_sheet_of_links_is_checked_as_if_its_files_had_been_sent()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        desk.Fetch = Fetch();
        var batchId = await desk.DeliverAsync(
            ("sheet.csv", SampleFiles.Sheet($"http://archive.example:{_port}/a.tif"))
        );

        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.Validated);
        (await desk.NamesAsync(batchId)).Should().Equal("a.tif", "sheet.csv");
        var file = await desk.Db.ReadAsync(d =>
            d.BatchFiles.SingleAsync(f => f.Name == "a.tif", Cancel)
        );
        (file.Sha256, file.Format)
            .Should()
            .Be((SampleFiles.Digest(SampleFiles.Tiff()), "image/tiff"));
        (
            await desk.Db.ReadAsync(d =>
                d.PreservationEvents.SingleAsync(e => e.Type == "capture", Cancel)
            )
        )
            .Detail.Should()
            .Be($"{ByteSize.Say(file.Size)} from http://archive.example:{_port}/a.tif");
    }

    [Fact]
    public async Task A_link_that_is_broken_is_told_at_its_row()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        desk.Fetch = Fetch();
        var batchId = await desk.DeliverAsync(
            ("sheet.csv", SampleFiles.Sheet($"http://inside.example:{_port}/a.tif"))
        );
        (await desk.StoredAsync()).Status.Should().Be(DeliverableStatus.ValidationFailed);
        var finding = await desk.Db.ReadAsync(d =>
            d.BatchFindings.SingleAsync(
                f => f.BatchId == batchId && f.Code == FindingCodes.LinkBroken,
                Cancel
            )
        );
        finding.Path.Should().Be("sheet.csv, row 2");
        finding.Message.Should().Contain("isn't on the public internet");
    }

    private CarefulFetch Fetch() =>
        new(
            new FetchRules(ip => ip.Equals(IPAddress.Loopback), _ => true, ResolveAsync)
            {
                Silence = TimeSpan.FromSeconds(1),
            }
        );

    private Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel) =>
        Task.FromResult<IPAddress[]>(
            host switch
            {
                "archive.example" => [IPAddress.Loopback],
                "both.example" => [IPAddress.Loopback, IPAddress.Parse("10.0.0.1")],
                "rebinding.example" =>
                [
                    ++_asked == 1 ? IPAddress.Loopback : IPAddress.Parse("169.254.169.254"),
                ],
                _ => [IPAddress.Parse("10.0.0.1")],
            }
        );

    private async Task<byte[]> ReadAsync(
        CarefulFetch fetch,
        string path,
        string host = "archive.example"
    ) =>
        await fetch.RunAsync(
            new Uri($"http://{host}:{_port}{path}"),
            1 << 20,
            async (content, cancel) =>
            {
                using var bytes = new MemoryStream();
                await content.CopyToAsync(bytes, cancel);
                return bytes.ToArray();
            },
            Cancel
        );

    private static WebApplication Archive()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/a.tif", () => Results.Bytes(SampleFiles.Tiff(), "image/tiff"));
        app.MapGet("/moved", () => Results.Redirect("/a.tif"));
        app.MapGet("/loop", () => Results.Redirect("/loop"));
        app.MapGet(
            "/inside",
            (HttpContext c) =>
                Results.Redirect($"http://inside.example:{c.Request.Host.Port}/a.tif")
        );
        app.MapGet(
            "/loopback",
            (HttpContext c) => Results.Redirect($"http://127.0.0.2:{c.Request.Host.Port}/a.tif")
        );
        app.MapGet("/file", () => Results.Redirect("file:///etc/passwd"));
        app.MapGet("/long", () => Results.Bytes(new byte[(1 << 20) + 1]));
        app.MapGet(
            "/endless",
            (Func<HttpContext, Task>)(
                async context =>
                {
                    while (!context.RequestAborted.IsCancellationRequested)
                        await context.Response.Body.WriteAsync(
                            new byte[1 << 16],
                            context.RequestAborted
                        );
                }
            )
        );
        app.MapGet(
            "/silent",
            (Func<HttpContext, Task>)(
                async context =>
                {
                    await context.Response.Body.WriteAsync(new byte[10], context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    var gone = new TaskCompletionSource();
                    await using var _ = context.RequestAborted.Register(gone.SetResult);
                    await gone.Task;
                }
            )
        );
        return app;
    }
}
