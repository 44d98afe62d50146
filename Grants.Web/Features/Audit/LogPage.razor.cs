using Grants.Data.Queries;
using Grants.Domain.Audit;
using Microsoft.AspNetCore.Components;

namespace Grants.Web.Features.Audit;

public sealed partial class LogPage(ListLog list, NavigationManager navigation)
{
    private Page<AuditEntry>? _lines;

    [SupplyParameterFromQuery]
    private string? Who { get; set; }

    [SupplyParameterFromQuery]
    private string? Subject { get; set; }

    [SupplyParameterFromQuery]
    private string? Verb { get; set; }

    [SupplyParameterFromQuery]
    private string? From { get; set; }

    [SupplyParameterFromQuery]
    private string? To { get; set; }

    [SupplyParameterFromQuery]
    private Guid? Id { get; set; }

    [SupplyParameterFromQuery]
    private int Page { get; set; }

    private LogFilter Filter => new(Who, Subject, Verb, From, To, Id);

    private string Export => AuditRoutes.Csv + new Uri(navigation.Uri).Query;

    protected override async Task OnParametersSetAsync() =>
        _lines = await list.RunAsync(Filter, Page, Gone);
}
