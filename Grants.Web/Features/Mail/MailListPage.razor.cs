using Grants.Data.Queries;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Mail;

public sealed partial class MailListPage(ListMail list, NavigationManager navigation)
{
    private Page<MailRow>? _mail;

    [SupplyParameterFromQuery]
    private string? Q { get; set; }

    [SupplyParameterFromQuery]
    private string? State { get; set; }

    [SupplyParameterFromQuery]
    private int Page { get; set; }

    private MailFilter Filter => new(Q, State);

    private string Export => MailRoutes.Csv + new Uri(navigation.Uri).Query;

    protected override async Task OnParametersSetAsync() =>
        _mail = await list.RunAsync(Filter, Page, Gone);
}
