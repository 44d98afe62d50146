using System.Globalization;
using Grants.Domain.Forms;
using Grants.Domain.Programs;
using Grants.Web.Features.Programs.Calls;
using Grants.Web.Features.Programs.Extensions;
using Grants.Web.Features.Programs.Stages;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Commands.Demo;

/// <summary>Calls that go another way than one deadline: two stages, and a rolling one.</summary>
internal sealed partial class DemoScript
{
    /// <summary>Letters of intent are in, one applicant is invited and writes its full proposal, with some days more.</summary>
    private async Task RunTwoStagesAsync(CancellationToken cancel)
    {
        stage.Clock.GoTo(-75);
        var year = stage.Clock.Today.AddDays(60).Year;
        var letterForm = await stage.ReadAsync(
            db =>
                db.FormVersions.Where(f => f.Name == LetterOfIntent.Name)
                    .Select(f => f.Id)
                    .FirstAsync(cancel),
            cancel
        );
        var letters = await PublishAsync(
            Draft(
                $"Regional partnerships {year}: letters of intent",
                $"{year.ToString(CultureInfo.InvariantCulture)}-partnerships",
                "Two pages first: what you hold, and with whom you would digitize it. Those whom we invite hand in a full proposal.",
                opens: -70,
                closes: -30
            ) with
            {
                FormVersionId = letterForm,
            },
            cancel
        );
        stage.Clock.GoTo(-40);
        var invited = await SubmitAsync(letters, 5, cancel);
        await SubmitAsync(letters, 11, cancel);

        stage.Clock.GoTo(-26);
        var proposals = await stage.AsAsync<CloneCall, Guid>(
            DemoPeople.Program,
            clone =>
                clone.RunAsync(
                    letters,
                    new CloneRequest(
                        $"Regional partnerships {year}: full proposals",
                        $"{year.ToString(CultureInfo.InvariantCulture)}-partnerships-proposals",
                        LocalDay(-20, 9),
                        LocalDay(60, 17),
                        AsSecondStage: true
                    ),
                    cancel
                ),
            cancel
        );
        await PublishAsync(proposals, cancel);
        stage.Clock.GoTo(-19);
        await ScreenAsync(invited, cancel);
        await stage.AsAsync<InviteToSecondStage>(
            DemoPeople.Program,
            invite => invite.RunAsync(proposals, [invited], cancel),
            cancel
        );
        stage.Clock.GoTo(-6);
        var draft = await StartAsync(proposals, 5, cancel);
        await stage.AsAsync<ExtendForOne>(
            DemoPeople.Program,
            async extend =>
                await extend.RunAsync(
                    proposals,
                    await VersionAsync(proposals, cancel),
                    new Applicant(_organizations[ArchiveOf(Project(5)).Key], draft),
                    LocalDay(67, 17),
                    "Its reading room moves in the week of the deadline.",
                    cancel
                ),
            cancel
        );
    }

    /// <summary>Open until it is closed, collected every three months.</summary>
    private async Task OpenRollingCallAsync(CancellationToken cancel)
    {
        stage.Clock.GoTo(-50);
        var year = stage.Clock.Today.Year;
        var draft = Draft(
            $"Emergency grants {year}",
            $"{year.ToString(CultureInfo.InvariantCulture)}-emergency",
            "Up to $10,000 for material in active decay. Write at any time; we decide after each cut-off.",
            opens: -45,
            closes: 0
        );
        await PublishAsync(
            draft with
            {
                DeadlineAt = null,
                CutOffs = [LocalDay(-12, 17), LocalDay(78, 17), LocalDay(168, 17)],
                AwardCap = 10_000m,
                Rules = new CallRules(1_000m, 10m, MatchBase.Requested, false, 0m),
                FundId = _emergencyFund,
                Milestones =
                [
                    new("Decisions of the first collection", LocalDay(9, 12)),
                    new("Decisions of the second collection", LocalDay(99, 12)),
                ],
            },
            cancel
        );
    }
}
