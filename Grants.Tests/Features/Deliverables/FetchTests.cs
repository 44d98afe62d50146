using System.Net;
using System.Net.Sockets;
using Grants.Domain.Deliverables;
using Grants.Domain.Inspection;
using Grants.Domain.Kernel;
using Grants.Tests.Domain.Inspection;
using Grants.Web.Platform.Fetching;
using Grants.Web.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Grants.Tests.Features.Deliverables;

/// <summary>Links in a metadata sheet, followed to an archive's server that plays tricks.</summary>
public sealed class FetchTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _arrived = new();
    private readonly WebApplication _archive;
    private Action _meanwhile = () => { };
    private int _port;
    private int _asked;

    public FetchTests() => _archive = Archive();

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
    public async Task A_line_that_breaks_off_in_the_middle_is_a_refusal_too()
    {
        using var fetch = Fetch();
        var refusal = await DeliveryDesk.RefusalAsync(() =>
            fetch.RunAsync(
                new Uri($"http://archive.example:{_port}/reset"),
                1 << 20,
                async (content, cancel) =>
                {
                    await content.ReadExactlyAsync(new byte[10], cancel);
                    _arrived.SetResult();
                    return await content.ReadAsync(new byte[10], cancel);
                },
                Cancel
            )
        );
        refusal.Should().StartWith("archive.example breaks off");
    }

    [Fact]
    public async Task What_keeps_the_content_throws_its_own()
    {
        using var fetch = Fetch();
        await FluentActions
            .Awaiting(() =>
                fetch.RunAsync<int>(
                    new Uri($"http://archive.example:{_port}/a.tif"),
                    1 << 20,
                    (_, _) => throw new IOException("No space left on device"),
                    Cancel
                )
            )
            .Should()
            .ThrowAsync<IOException>();
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

    [Fact]
    public async Task Links_take_no_more_room_than_the_disk_has()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        desk.Fetch = Fetch();
        var batchId = await HandInAsync(desk, $"http://archive.example:{_port}/a.tif");
        desk.Storage = new StorageSettings { ReserveMiB = 1L << 40 };
        await desk.Check().RunAsync(batchId, Cancel);

        (await BrokenAsync(desk))
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain("more than the 0 bytes that fit")
            .And.Contain("ask the funder for more room");
        File.Exists(desk.PlaceOf(SampleFiles.Tiff())).Should().BeFalse();
    }

    [Fact]
    public async Task After_two_hours_the_rest_of_the_links_is_left_for_the_next_time()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        desk.Fetch = Fetch();
        _meanwhile = () => desk.Db.Clock.Advance(TimeSpan.FromHours(2));
        var batchId = await HandInAsync(
            desk,
            $"http://archive.example:{_port}/slow.tif",
            $"http://archive.example:{_port}/a.tif"
        );
        await desk.Check().RunAsync(batchId, Cancel);

        (await desk.NamesAsync(batchId)).Should().Equal("sheet.csv", "slow.tif");
        (await BrokenAsync(desk))
            .Should()
            .ContainSingle()
            .Which.Should()
            .Contain("\"a.tif\"")
            .And.Contain("hand the delivery in again for the rest");
    }

    private static async Task<Guid> HandInAsync(DeliveryDesk desk, params string[] links)
    {
        var batchId = await desk.Start(desk.Archivist).RunAsync(desk.D1, Cancel);
        await desk.SendAsync(batchId, "sheet.csv", SampleFiles.Sheet(links));
        await desk.Submit(desk.Archivist).RunAsync(batchId, Cancel);
        return batchId;
    }

    private static Task<List<string>> BrokenAsync(DeliveryDesk desk) =>
        desk.Db.ReadAsync(d =>
            d.BatchFindings.Where(f => f.Code == FindingCodes.LinkBroken)
                .Select(f => f.Message)
                .ToListAsync(Cancel)
        );

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

    private WebApplication Archive()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/a.tif", () => Results.Bytes(SampleFiles.Tiff(), "image/tiff"));
        app.MapGet(
            "/slow.tif",
            () =>
            {
                _meanwhile();
                return Results.Bytes(SampleFiles.Tiff(), "image/tiff");
            }
        );
        app.MapGet(
            "/reset",
            (Func<HttpContext, Task>)(
                async context =>
                {
                    context.Response.ContentLength = 1000;
                    await context.Response.Body.WriteAsync(new byte[10], context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    await _arrived.Task;
                    var line = context.Features.GetRequiredFeature<IConnectionSocketFeature>();
                    line.Socket.LingerState = new LingerOption(true, 0);
                    line.Socket.Close();
                }
            )
        );
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
