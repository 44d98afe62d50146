namespace Grants.Web.Platform.Pdf.Html;

/// <summary>Looks like the printed page (<see cref="PrintStyle"/>), at the width of the reader's screen.</summary>
internal static class HtmlStyle
{
    public const string Css = $$"""
        *{box-sizing:border-box}
        body{margin:0;background:#fff;color:{{PrintStyle.Ink}};font:1rem/1.5 "Noto Sans",system-ui,sans-serif}
        main{max-width:46rem;margin:0 auto;padding:1.5rem 1rem;overflow-wrap:break-word}
        h1,h2{color:{{PrintStyle.Accent}};line-height:1.25;margin:1.75rem 0 .5rem}
        h1{font-size:1.5rem}h2{font-size:1.2rem}h3{font-size:1rem;margin:1.25rem 0 .25rem}
        p{margin:0 0 .75rem}.small{font-size:.85rem;color:{{PrintStyle.SoftInk}}}
        .header{text-align:end;font-size:1.2rem;font-weight:700;color:{{PrintStyle.SoftInk}}}
        li{margin-bottom:.25rem}address{font-style:normal;margin-bottom:1.25rem}
        .head{display:flex;gap:1rem;align-items:center;border-bottom:2px solid {{PrintStyle.Accent}};padding-bottom:.75rem;margin-bottom:1.5rem}
        .head p{margin:0;font-size:.85rem;color:{{PrintStyle.SoftInk}}}.head img{max-height:4rem;max-width:13rem}
        .head .org{font-size:1.2rem;font-weight:700;color:{{PrintStyle.Accent}}}
        dl{display:grid;grid-template-columns:minmax(8rem,max-content) 1fr;gap:.25rem 1.25rem;margin:0 0 1.25rem}
        dt{color:{{PrintStyle.SoftInk}}}dd{margin:0;min-width:0}
        .wide{overflow-x:auto;margin:0 0 1.25rem}
        table{border-collapse:collapse;width:100%;font-size:.9rem}
        caption{text-align:start;font-weight:700;padding-bottom:.25rem}
        th,td{text-align:start;vertical-align:top;padding:.35rem .5rem;border-bottom:1px solid {{PrintStyle.Line}}}
        thead th{background:{{PrintStyle.AccentSoft}};color:{{PrintStyle.Accent}}}
        .end{text-align:end}.center{text-align:center}
        tfoot td{font-weight:700;border-top:2px solid {{PrintStyle.Accent}};border-bottom:0}
        figure{margin:0 0 1.25rem}figure svg,figure img{max-width:100%;height:auto;display:block}
        svg text{font-family:"Noto Sans",system-ui,sans-serif}
        .cover{padding:4rem 0 3rem}.cover h1{font-size:2.2rem;margin:.5rem 0}.cover img{max-height:6rem;max-width:100%;margin-bottom:1.5rem}
        .cover p{color:{{PrintStyle.SoftInk}}}nav ol{list-style:none;padding:0}
        nav .l2{padding-inline-start:1rem}nav .l3{padding-inline-start:2rem}a{color:{{PrintStyle.Accent}}}
        .signatures{display:grid;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr));gap:2rem;margin:2.5rem 0 1rem}
        .signatures>div{display:flex;flex-direction:column}.signatures .mark{min-height:2.5rem;display:flex;align-items:flex-end;font-style:italic;border-bottom:1px solid {{PrintStyle.StrongLine}};margin-bottom:.25rem}
        hr{border:0;border-top:1px dashed {{PrintStyle.Line}};margin:2rem 0}
        footer{max-width:46rem;margin:0 auto;padding:1rem;font-size:.8rem;color:{{PrintStyle.SoftInk}};border-top:1px solid {{PrintStyle.Line}}}
        """;
}
