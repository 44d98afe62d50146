using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Audit;
using Grants.Domain.Kernel;
using Grants.Tests.Support;
using Grants.Web.Features.Audit;

namespace Grants.Tests.Features.Audit;

public sealed class LogTests
{
    private static readonly LogFilter All = new(null, null, null, null, null, null);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_log_filters_by_person_record_verb_and_day()
    {
        await using var db = await TestDb.NewAsync();
        var auditor = await db.PersonAsync(Role.Auditor);
        var (organization, day) = (
            Guid.CreateVersion7(),
            new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero)
        );
        await db.AddAsync(
            Line(nameof(Organization), organization, Actor("Ada"), day.AddTicks(-1)),
            Line(nameof(Organization), organization, Actor("Boris"), day),
            Line(nameof(Account), Guid.CreateVersion7(), Actor("Ada"), day.AddDays(1))
        );

        (await WhoAsync(All)).Should().Equal("Ada", "Boris", "Ada");
        (await WhoAsync(All with { Who = "bor" })).Should().Equal("Boris");
        (await WhoAsync(All with { Subject = nameof(Account) })).Should().Equal("Ada");
        (await WhoAsync(All with { Id = organization })).Should().Equal("Boris", "Ada");
        (await WhoAsync(All with { Verb = "NoSuchVerb" })).Should().BeEmpty();
        (await WhoAsync(All with { From = "2026-02-01", To = "2026-02-01" }))
            .Should()
            .Equal("Boris");
        (await WhoAsync(All with { From = "yesterday" })).Should().HaveCount(3);

        async Task<IEnumerable<string>> WhoAsync(LogFilter filter) =>
            (await new ListLog(db, db.As(auditor)).RunAsync(filter, 1, Cancel)).Rows.Select(e =>
                e.ActorName
            );
    }

    [Fact]
    public async Task A_reviewer_reads_nothing_of_the_log()
    {
        await using var db = await TestDb.NewAsync();
        await db.OrganizationAsync(await db.PersonAsync());
        var reviewer = await db.PersonAsync(Role.Reviewer);

        var page = await new ListLog(db, db.As(reviewer)).RunAsync(All, 1, Cancel);

        page.Total.Should().Be(0);
    }

    [Fact]
    public void Every_event_of_the_domain_can_be_asked_for() =>
        LogWords.Verbs.Should().Contain([nameof(OrganizationRegistered), nameof(RolesChanged)]);

    private static Actor Actor(string name) =>
        new(Guid.CreateVersion7(), name, "", new HashSet<Role>(), []);

    private static AuditEntry Line(string type, Guid id, Actor by, DateTimeOffset at) =>
        AuditEntry.Of(type, id, new OrganizationDescribed(new Stamp(by, at)));
}
