using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Grants.Tests.Access;

public sealed class RouteTests(Scene scene) : IClassFixture<Scene>
{
    private static readonly IReadOnlyList<RouteRule> Rules =
    [
        .. RouteRules.All,
        .. RouteRules.Variants,
    ];

    private static readonly string[] ReadingMethods = [HttpMethods.Get, HttpMethods.Head];

    public static TheoryData<string> Personas => [.. Persona.All.Select(p => p.Name)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_route_is_in_the_table_and_the_table_names_no_route_that_is_gone()
    {
        var served = Routes()
            .Where(r => Answers(r, ReadingMethods))
            .Select(Pattern)
            .Distinct()
            .ToList();
        var listed = RouteRules
            .All.Select(r => r.Pattern)
            .Concat(RouteRules.Elsewhere.Keys)
            .ToList();
        listed.Should().OnlyHaveUniqueItems();
        served.Except(listed).Should().BeEmpty("each new route says who may have it");
        listed.Except(served).Should().BeEmpty("the table tells only of what there is");
    }

    [Theory]
    [MemberData(nameof(Personas))]
    public async Task Each_person_gets_what_is_theirs_and_nothing_else(string name)
    {
        var persona = Persona.All.Single(p => p.Name == name);
        var browser = scene.BrowserOf(persona);
        List<string> wrong = [];
        foreach (var rule in Rules)
        {
            var address = rule.AddressIn(scene);
            using var answer = await browser.GetAsync(address, Cancel);
            var opened = answer.StatusCode == HttpStatusCode.OK;
            if (opened != rule.Opens(persona) || !opened && !IsNo(answer))
                wrong.Add($"{rule.Pattern}: {(int)answer.StatusCode} {answer.Headers.Location}");
        }
        string.Join("\n", wrong).Should().BeEmpty();
    }

    [Fact]
    public void A_variant_is_of_a_route_in_the_table() =>
        RouteRules
            .Variants.Select(v => v.Pattern)
            .Except(RouteRules.All.Select(r => r.Pattern))
            .Should()
            .BeEmpty();

    [Fact]
    public async Task An_identifier_that_nothing_has_gives_everybody_the_same_page()
    {
        List<string> bodies = [];
        foreach (var persona in (Persona[])[Persona.Archivist, Persona.Official, Persona.Stranger])
        foreach (var rule in Rules.Where(r => r.NamesARecord && r.Opens(persona)))
        {
            var address = rule.Elsewhere();
            using var answer = await scene.BrowserOf(persona).GetAsync(address, Cancel);
            answer.StatusCode.Should().Be(HttpStatusCode.NotFound, address);
            bodies.Add(await BodyAsync(answer, address));
        }
        bodies.Should().HaveCountGreaterThan(10);
        bodies.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Somebody_elses_record_looks_like_one_that_was_never_there()
    {
        foreach (var rule in Rules.Where(r => r.NamesARecord && !r.Opens(Persona.Stranger)))
        {
            if (!rule.Opens(Persona.Archivist))
                continue; // for staff roles: a stranger is denied before any record is looked for
            var (foreign, missing) = (rule.AddressIn(scene), rule.Elsewhere());
            using var other = await scene.BrowserOf(Persona.Stranger).GetAsync(foreign, Cancel);
            using var none = await scene.BrowserOf(Persona.Stranger).GetAsync(missing, Cancel);
            other.StatusCode.Should().Be(HttpStatusCode.NotFound, foreign);
            (await BodyAsync(other, foreign)).Should().Be(await BodyAsync(none, missing));
        }
    }

    [Fact]
    public async Task Nothing_is_changed_without_the_token_of_a_page_of_ours()
    {
        var writing = Routes()
            .Where(r =>
                Answers(
                    r,
                    [HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete]
                )
            )
            .Where(r =>
                r.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>()
                    is null
            )
            .ToList();
        writing
            .Select(Pattern)
            .Distinct()
            .Should()
            .BeEquivalentTo([
                "/account/sign-out",
                "/work/funder/logo",
                "/my/batches/{owner:guid}/files",
                "/my/batches/{owner:guid}/files/{id:guid}",
                "/my/applications/{owner:guid}/files",
                "/my/applications/{owner:guid}/files/{id:guid}",
            ]);
        foreach (var route in writing)
        foreach (var persona in Persona.All)
        {
            var address = Pattern(route)
                .Replace("{owner:guid}", scene.Names["batch"], StringComparison.Ordinal)
                .Replace("{id:guid}", Guid.CreateVersion7().ToString(), StringComparison.Ordinal);
            var method = Methods(route).First(m => !ReadingMethods.Contains(m));
            using var request = new HttpRequestMessage(new HttpMethod(method), address);
            using var answer = await scene.BrowserOf(persona).SendAsync(request, Cancel);
            ((int)answer.StatusCode)
                .Should()
                .BeOneOf([302, 400, 404], $"{method} {address} as {persona.Name}");
        }
    }

    /// <summary>Sent to sign in, denied, or told that there is no such thing.</summary>
    private static bool IsNo(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden
        || answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Found
            && answer.Headers.Location?.ToString() is { } to
            && (
                to.Contains("/account/sign-in", StringComparison.Ordinal)
                || to.Contains("/account/denied", StringComparison.Ordinal)
            );

    /// <summary>Without the address itself, which the page's own links repeat.</summary>
    private static async Task<string> BodyAsync(HttpResponseMessage answer, string address) =>
        WithoutNonces(await answer.Content.ReadAsStringAsync(Cancel))
            .Replace(WebUtility.HtmlEncode(address), "", StringComparison.Ordinal);

    private static string WithoutNonces(string html) =>
        System.Text.RegularExpressions.Regex.Replace(
            html,
            "(nonce|__RequestVerificationToken\" value)=\"[^\"]*\"|<!--Blazor.*?-->",
            ""
        );

    private IEnumerable<RouteEndpoint> Routes() =>
        scene
            .App.Services.GetServices<EndpointDataSource>()
            .SelectMany(s => s.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(e =>
                e.Metadata.GetMetadata<StaticAssetDescriptor>() is null
                && !Pattern(e).StartsWith("/_", StringComparison.Ordinal)
                && Pattern(e) is not ("/{*path}" or "/{**path:file}")
            );

    private static string Pattern(RouteEndpoint route) =>
        "/" + route.RoutePattern.RawText!.Trim('/');

    private static IReadOnlyList<string> Methods(RouteEndpoint route) =>
        route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    private static bool Answers(RouteEndpoint route, string[] methods) =>
        Methods(route) is var own && (own.Count == 0 || own.Intersect(methods).Any());
}
