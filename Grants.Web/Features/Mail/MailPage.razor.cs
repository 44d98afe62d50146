using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Mail;

public sealed partial class MailPage(GetMail get, ResendMail resend)
{
    private static readonly IReadOnlyList<Crumb> Trail = [new("Mail", MailRoutes.List)];

    private MailDetails? _mail;

    [Parameter]
    public Guid Id { get; set; }

    protected override async Task OnParametersSetAsync() => _mail = await get.RunAsync(Id, Gone);

    private async Task ResendAsync()
    {
        await resend.RunAsync(Id, Gone);
        _mail = await get.RunAsync(Id, Gone);
    }
}
