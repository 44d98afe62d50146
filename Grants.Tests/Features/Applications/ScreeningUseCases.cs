using Grants.Data.Identity;
using Grants.Domain.Applications;
using Grants.Tests.Support;
using Grants.Web.Features.Applications.Screening;
using Grants.Web.Platform;
using Microsoft.EntityFrameworkCore;

namespace Grants.Tests.Features.Applications;

/// <summary>The use cases of screening as somebody, on the test's database.</summary>
internal static class ScreeningUseCases
{
    private static readonly SiteAddress Site = new(new Uri("https://grants.example"));

    public static ScreenApplication Screening(this TestDb db, Account by) =>
        new(db, db.As(by), new CurrentFunder(db, db.Clock), Site);

    public static AssignScreener Assigning(this TestDb db, Account by) => new(db, db.As(by), Site);

    /// <summary>Question key to version, as a page that was just opened shows them.</summary>
    public static Task<Dictionary<string, int>> SeenAsync(
        this TestDb db,
        Application application
    ) =>
        db.ReadAsync(d =>
            d.Applications.Where(a => a.Id == application.Id)
                .SelectMany(a => a.Answers)
                .ToDictionaryAsync(a => a.QuestionKey, a => a.Version)
        );
}
