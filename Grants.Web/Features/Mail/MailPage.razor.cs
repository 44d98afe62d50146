using Grants.Web.Shared;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Mail;

public sealed partial class MailPage(GetMail get, ResendMail resend) : IDisposable
{
    private static readonly IReadOnlyList<Crumb> Trail = [new("Mail", MailRoutes.List)];

    private readonly CancellationTokenSource _gone = new();
    private MailDetails? _mail;

    [Parameter]
    public Guid Id { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override async Task OnParametersSetAsync() =>
        _mail = await get.RunAsync(Id, _gone.Token);

    private async Task ResendAsync()
    {
        await resend.RunAsync(Id, _gone.Token);
        _mail = await get.RunAsync(Id, _gone.Token);
    }
}
