using Grants.Data.Identity;
using Grants.Domain.Accounts;
using Grants.Domain.Inspection;
using Grants.Domain.Inspection.Profiles;
using Grants.Domain.Kernel;
using Grants.Tests.Features.Deliverables;
using Grants.Tests.Support;
using Grants.Web.Features.Profiles;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Profiles;

public sealed class ProfileUseCaseTests
{
    private const string Sound = "iasa-tc-04-96";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_database_has_the_shipped_profiles_as_they_are_and_no_entry_in_the_log()
    {
        await using var db = await TestDb.NewAsync();
        var stored = await db.ReadAsync(d => d.ProfileVersions.ToListAsync(Cancel));
        stored.Select(p => p.Profile).Should().BeEquivalentTo(ShippedProfiles.All);
        (await db.ReadAsync(d => d.AuditEntries.CountAsync(Cancel))).Should().Be(0);
    }

    [Fact]
    public async Task One_that_is_shipped_anew_becomes_the_next_version_and_own_ones_stay()
    {
        await using var db = await TestDb.NewAsync();
        var film = ShippedProfiles.Find("floor-film")!;
        film.Number.Should().Be(2);
        await using (var d = db.CreateDbContext())
        {
            await d
                .ProfileVersions.Where(p => p.Key == film.Key || p.Key == "floor-large-film")
                .ExecuteDeleteAsync(Cancel);
            d.ProfileVersions.AddRange(
                ProfileVersion.Shipped(film with { Number = 1 }),
                new ProfileVersion(
                    film with
                    {
                        Key = "floor-large-film",
                        Number = 3,
                    },
                    new Stamp(Given.Actor(Role.ProgramOfficer), db.Now)
                )
            );
            await d.SaveChangesAsync(Cancel);
        }

        await using (var d = db.CreateDbContext())
            await d.Database.EnsureCreatedAsync(Cancel);

        var numbers = await db.ReadAsync(d =>
            d.ProfileVersions.Where(p => p.Key.StartsWith("floor-"))
                .OrderBy(p => p.Key)
                .ThenBy(p => p.Number)
                .Select(p => p.Key + " " + p.Number)
                .ToListAsync(Cancel)
        );
        numbers.Should().Contain(["floor-film 1", "floor-film 2", "floor-large-film 3"]);
        numbers.Should().NotContain("floor-large-film 2");
    }

    [Fact]
    public async Task They_are_listed_by_edition_and_found_by_material()
    {
        await using var db = await TestDb.NewAsync();
        var auditor = await db.PersonAsync(Role.Auditor);

        var list = await new ListProfiles(db, db.As(auditor)).RunAsync(
            "photograph",
            "FADGI 2016",
            1,
            Cancel
        );

        list.Page.Rows.Select(r => r.Level)
            .Should()
            .BeEquivalentTo("one-star", "two-star", "three-star", "four-star");
        list.Editions.Should().Contain("IASA TC-04");
    }

    [Fact]
    public async Task What_nothing_promises_is_changed_and_the_log_says_how()
    {
        await using var db = await TestDb.NewAsync();
        var officer = await db.PersonAsync(Role.ProgramOfficer);
        var details = await ReadAsync(db, officer, Sound);
        details.CannotEdit.Should().BeNull();

        await new EditProfile(db, db.As(officer)).RunAsync(
            details.Id,
            details.Version,
            With(details.Profile, FileProperty.SampleRate, "192000"),
            Cancel
        );

        (await ReadAsync(db, officer, Sound))
            .Profile.Rules.Should()
            .Contain(r => r.InWords == "at least 192,000 Hz");
        (await db.ReadAsync(d => d.AuditEntries.SingleAsync(Cancel)))
            .Detail.Should()
            .Be("Sample rate: at least 192,000 Hz");
        var stale = () =>
            new EditProfile(db, db.As(officer)).RunAsync(
                details.Id,
                details.Version,
                details.Profile,
                Cancel
            );
        await stale.Should().ThrowAsync<DbUpdateConcurrencyException>();
    }

    [Fact]
    public async Task What_a_deliverable_promises_stays_and_a_change_makes_the_next_version()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var before = await ReadAsync(desk.Db, desk.Officer, Sound);
        await ChooseAsync(desk, before.Id);

        var used = await ReadAsync(desk.Db, desk.Officer, Sound);
        used.CannotEdit!.Reason.Should().StartWith("This version is promised by a deliverable");
        used.Deliverables.Should().ContainSingle(d => d.DeliverableId == desk.D1);
        var edit = () =>
            new EditProfile(desk.Db, desk.Db.As(desk.Officer)).RunAsync(
                used.Id,
                used.Version,
                used.Profile,
                Cancel
            );
        await edit.Should().ThrowAsync<RefusedException>();

        var next = await new MakeNextProfile(desk.Db, desk.Db.As(desk.Officer)).RunAsync(
            used.Id,
            Cancel
        );

        var newest = await new ReadProfile(desk.Db, desk.Db.As(desk.Officer)).RunAsync(
            next,
            Cancel
        );
        (newest.Profile.Number, newest.CannotEdit).Should().Be((2, null));
        newest.Versions.Select(v => v.Number).Should().Equal(2, 1);
    }

    [Fact]
    public async Task A_profile_s_file_is_the_same_profile_elsewhere_and_here_the_next_version_where_it_differs()
    {
        await using var here = await TestDb.NewAsync();
        var officer = await here.PersonAsync(Role.ProgramOfficer);
        var made = await new CreateProfile(here, here.As(officer)).RunAsync(
            "Наша norm \"2\"",
            "",
            "Кассеты",
            (await ReadAsync(here, officer, Sound)).Id,
            Cancel
        );
        var profile = (
            await new ReadProfile(here, here.As(officer)).RunAsync(made, Cancel)
        ).Profile;
        var file = await FileAsync(here, officer, made);

        await using var elsewhere = await TestDb.NewAsync();
        var other = await elsewhere.PersonAsync(Role.ProgramOfficer);
        var import = new ImportProfile(elsewhere, elsewhere.As(other));
        (await import.PlanAsync(file, Cancel)).IsNew.Should().BeTrue();
        var taken = await import.RunAsync(file, Cancel);
        (await new ReadProfile(elsewhere, elsewhere.As(other)).RunAsync(taken, Cancel))
            .Profile.Should()
            .BeEquivalentTo(profile);
        (await FileAsync(elsewhere, other, taken)).Should().Equal(file);

        (await import.PlanAsync(file, Cancel))
            .Faults.Should()
            .Equal($"It says what version 1 of \"{profile.Key}\" says already.");
        var changed = ProfileJson.Write(With(profile, FileProperty.SampleRate, "192000"));
        (await import.PlanAsync(changed, Cancel)).Profile!.Number.Should().Be(2);
        var next = await import.RunAsync(changed, Cancel);
        (await new ReadProfile(elsewhere, elsewhere.As(other)).RunAsync(next, Cancel))
            .Versions.Select(v => v.Number)
            .Should()
            .Equal(2, 1);
    }

    [Fact]
    public async Task Only_who_keeps_profiles_takes_one_in()
    {
        await using var db = await TestDb.NewAsync();
        var import = new ImportProfile(db, db.As(await db.PersonAsync(Role.Auditor)));
        var file = ProfileJson.Write(ShippedProfiles.Find(Sound)! with { Key = "own" });
        await import
            .Awaiting(i => i.PlanAsync(file, Cancel))
            .Should()
            .ThrowAsync<RefusedException>();
        await import
            .Awaiting(i => i.RunAsync(file, Cancel))
            .Should()
            .ThrowAsync<RefusedException>();
    }

    [Fact]
    public async Task A_delivery_is_held_to_what_was_chosen_and_each_finding_names_its_source()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        await ChooseAsync(
            desk,
            (await ReadAsync(desk.Db, desk.Officer, "fadgi-2023-posters-3")).Id
        );

        var batchId = await desk.DeliverGoodAsync();

        var findings = await desk.Db.ReadAsync(d =>
            d.BatchFindings.Where(f => f.BatchId == batchId).ToListAsync(Cancel)
        );
        findings
            .Should()
            .Contain(f =>
                f.Path == "a.tif"
                && f.Severity == FindingSeverity.Error
                && f.Found == "none"
                && f.Rule == "FADGI 2023 (3rd edition), oversize: maps and posters, three-star"
            );
        (
            await desk.Db.ReadAsync(d =>
                d.PreservationEvents.Where(e => e.BatchId == batchId)
                    .Select(e => e.Agent)
                    .Distinct()
                    .ToListAsync(Cancel)
            )
        )
            .Should()
            .Contain(a => a.StartsWith("libvips"))
            .And.Contain(a => a.StartsWith("Grants"));
    }

    [Fact]
    public async Task A_promised_material_is_held_to_its_own_profile_which_both_sides_see_and_nobody_changes()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var posters = await ReadAsync(desk.Db, desk.Officer, "fadgi-2023-posters-3");
        var photographs = await ReadAsync(desk.Db, desk.Officer, "fadgi-2023-photographs-3");
        var line = await desk.Db.ReadAsync(d =>
            d.MaterialLines.Where(l => l.DeliverableId == desk.D1)
                .Select(l => l.Id)
                .SingleAsync(Cancel)
        );
        await desk.Choose(desk.Officer)
            .RunAsync(
                desk.D1,
                (await desk.StoredAsync()).Version,
                [photographs.Id],
                new Dictionary<Guid, Guid> { [line] = posters.Id },
                Cancel
            );

        // The sheet names no genre: by words it would be held to the photographs'.
        var batchId = await desk.DeliverGoodAsync();

        (
            await desk.Db.ReadAsync(d =>
                d.BatchFindings.Where(f =>
                        f.BatchId == batchId && f.Code == FindingCodes.ProfileDiffers
                    )
                    .Select(f => f.Rule)
                    .Distinct()
                    .ToListAsync(Cancel)
            )
        )
            .Should()
            .Equal("FADGI 2023 (3rd edition), oversize: maps and posters, three-star");
        foreach (var reader in (Account[])[desk.Archivist, desk.Officer])
        {
            var criteria = await desk.Criteria(reader).RunAsync(desk.D1, Cancel);
            criteria.Materials.Single().Profile!.Id.Should().Be(posters.Id);
            criteria.All.Select(c => c.Id).Should().Equal(posters.Id, photographs.Id);
            (await desk.Show(reader).RunAsync(desk.D1, Cancel))
                .Details.Materials.Single()
                .Profile.Should()
                .Be(posters.Profile.Label);
        }
        var used = await ReadAsync(desk.Db, desk.Officer, "fadgi-2023-posters-3");
        used.CannotEdit!.Reason.Should().StartWith("This version is promised by a deliverable");
        used.Deliverables.Should().ContainSingle(d => d.DeliverableId == desk.D1);
        (await desk.Db.ReadAsync(d => d.AuditEntries.Select(e => e.Detail).ToListAsync(Cancel)))
            .Should()
            .Contain(
                $"Posters: {posters.Profile.Label}, version 1; {photographs.Profile.Label}, version 1"
            );
    }

    [Fact]
    public async Task Only_staff_who_check_choose_and_only_before_a_batch_is_with_us()
    {
        await using var desk = await DeliveryDesk.NewAsync();
        var profile = (await ReadAsync(desk.Db, desk.Officer, Sound)).Id;
        (await DeliveryDesk.RefusalAsync(() => ChooseAsync(desk, profile, desk.Archivist)))
            .Should()
            .NotBeEmpty();
        (await desk.Criteria(desk.Archivist).RunAsync(desk.D1, Cancel)).Offered.Should().BeEmpty();
        await desk.UnderControlAsync();
        (await DeliveryDesk.RefusalAsync(() => ChooseAsync(desk, profile)))
            .Should()
            .StartWith("A batch is with us");
        (await desk.Criteria(desk.Officer).RunAsync(desk.D1, Cancel)).Offered.Should().BeEmpty();
    }

    [Fact]
    public async Task A_profile_of_ones_own_begins_with_the_rules_of_another_under_a_name_that_is_free()
    {
        await using var db = await TestDb.NewAsync();
        var officer = await db.PersonAsync(Role.GrantsOfficer);
        var from = await ReadAsync(db, officer, Sound);
        var create = new CreateProfile(db, db.As(officer));

        var id = await create.RunAsync("Our guideline 2026", "", "Cassettes", from.Id, Cancel);

        var made = await new ReadProfile(db, db.As(officer)).RunAsync(id, Cancel);
        made.Profile.Key.Should().Be("our-guideline-2026-cassettes");
        made.Profile.Rules.Should().Equal(from.Profile.Rules);
        var again = () => create.RunAsync("Our guideline 2026", "", "Cassettes", from.Id, Cancel);
        await again.Should().ThrowAsync<RefusedException>();
        var auditor = await db.PersonAsync(Role.Auditor);
        var forbidden = () =>
            new CreateProfile(db, db.As(auditor)).RunAsync("X", "", "Y", from.Id, Cancel);
        await forbidden.Should().ThrowAsync<RefusedException>();
    }

    private static async Task ChooseAsync(DeliveryDesk desk, Guid profile, Account? by = null) =>
        await desk.Choose(by ?? desk.Officer)
            .RunAsync(
                desk.D1,
                (await desk.StoredAsync()).Version,
                [profile],
                new Dictionary<Guid, Guid>(),
                Cancel
            );

    private static async Task<ProfileDetails> ReadAsync(TestDb db, Account by, string key)
    {
        var id = await db.ReadAsync(d =>
            d.ProfileVersions.Where(p => p.Key == key).Select(p => p.Id).FirstAsync(Cancel)
        );
        return await new ReadProfile(db, db.As(by)).RunAsync(id, Cancel);
    }

    private static TechnicalProfile With(
        TechnicalProfile profile,
        FileProperty property,
        string expected
    ) =>
        profile with
        {
            Rules =
            [
                .. profile.Rules.Select(r =>
                    r.Property == property ? r with { Expected = expected } : r
                ),
            ],
        };

    private static async Task<byte[]> FileAsync(TestDb db, Account officer, Guid id)
    {
        var file = await new ReadProfile(db, db.As(officer)).FileAsync(id, Cancel);
        return ((FileContentHttpResult)file).FileContents.ToArray();
    }
}
