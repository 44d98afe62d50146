using Grants.Data.Queries;
using Grants.Domain.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Grants.Web.Features.Mail;

/// <summary>Which mails a list or an export shows, as its address says it. What it can't read means "all".</summary>
/// <param name="Q">Part of an address, a name or a subject.</param>
/// <param name="State">A MailStatus by name.</param>
public sealed record MailFilter(string? Q, string? State)
{
    public MailStatus? Status =>
        Enum.TryParse<MailStatus>(State, out var status) && Enum.IsDefined(status) ? status : null;

    internal IQueryable<OutgoingMail> Of(IQueryable<OutgoingMail> mail)
    {
        if (Status is { } status)
            mail = mail.Where(m => m.Status == status);
        return LikePattern.Containing(Q) is { } words
            ? mail.Where(m =>
                EF.Functions.Like(m.ToAddress, words, LikePattern.Escape)
                || EF.Functions.Like(m.ToName, words, LikePattern.Escape)
                || EF.Functions.Like(m.Subject, words, LikePattern.Escape)
            )
            : mail;
    }
}
