/// The look of every page: light and dark, wide and narrow, on paper.
enum Stylesheet {
    // Colours have a contrast of at least 4.5 to 1 on what they stand on.
    static let text = """
        :root{--ink:#1c1f23;--soft:#5a626b;--paper:#fff;--tint:#f4f5f7;--line:#d5d9de;--link:#0b5cad;--flag:#fff0c2;--flag-ink:#6b4500;--edge:#b9c4d0}
        @media (prefers-color-scheme:dark){:root{--ink:#e4e6e9;--soft:#a3abb5;--paper:#15181c;--tint:#1f242a;--line:#394049;--link:#7db7f5;--flag:#453508;--flag-ink:#ffdc85;--edge:#4d5966}}
        *{box-sizing:border-box}
        html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.6 system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans","Noto Sans CJK SC",sans-serif;overflow-wrap:break-word}
        html:lang(zh) body{font-family:"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif;line-height:1.75;line-break:strict;text-autospace:normal;text-spacing-trim:trim-start}
        .skip{position:absolute;left:-99em}.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.3em .8em}
        .page{max-width:62rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
        header,footer{max-width:44rem}
        main>p,main>ul,main>dl,.rule,.duty{max-width:46rem}
        a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:.06em}
        a:hover{text-decoration-thickness:.12em}
        :focus-visible{outline:.15em solid var(--link);outline-offset:.1em}
        h1,h2,h3,h4,h5{line-height:1.3;margin:1.6em 0 .5em;text-wrap:balance}
        h1{font-size:1.9rem;margin-top:.3em}h2{font-size:1.45rem;border-bottom:1px solid var(--line);padding-bottom:.25em;margin-top:2.4em}
        h3{font-size:1.2rem}h4{font-size:1.05rem}h5{font-size:1rem}
        p,ul,ol,dl{margin:.5em 0}
        .lead{font-size:1.08rem;color:var(--soft)}.language{float:right;margin:0 0 0 1em}
        .words{border-left:.2rem solid var(--edge);padding-left:.8rem}
        .note,.aside{color:var(--soft)}.aside{font-size:.9em}
        .name{font-weight:600;margin:0 0 .3em}
        .rule,.duty{background:var(--tint);border:1px solid var(--line);border-radius:.4rem;padding:.7rem .9rem;margin:.7rem 0}
        .rule:target,.duty:target,tr:target>*,h3:target,h4:target,h5:target{outline:.15rem solid var(--link);outline-offset:.15rem}
        .record{border-top:1px solid var(--line);margin-top:1.8rem}
        dl{display:grid;grid-template-columns:minmax(5.5rem,max-content) minmax(0,1fr);gap:.15rem .9rem}
        dt{color:var(--soft);grid-column:1}dd{margin:0;grid-column:2}
        .rule dl,.duty dl{margin:0}
        code{font:.88em/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono CJK SC",monospace;overflow-wrap:anywhere}
        mark{background:var(--flag);color:var(--flag-ink);border-radius:.2em;padding:.05em .3em;font-size:.92em;-webkit-box-decoration-break:clone;box-decoration-break:clone}
        .badge{display:inline-block;font-size:.78rem;font-weight:500;line-height:1.5;border:1px solid var(--edge);border-radius:1em;padding:0 .6em;color:var(--soft);white-space:nowrap;vertical-align:.1em}
        .badge.strong{border-color:currentColor;color:var(--link)}.badge.flag{background:var(--flag);color:var(--flag-ink);border-color:transparent}
        details{margin-top:.4rem;font-size:.92em}summary{cursor:pointer;color:var(--soft)}
        .scroll{overflow-x:auto;margin:.8rem 0}
        table{border-collapse:collapse;width:100%;font-size:.94em;line-height:1.5}
        caption{text-align:start;color:var(--soft);padding-bottom:.4em}
        th,td{text-align:start;vertical-align:top;padding:.45em .7em .45em 0;border-bottom:1px solid var(--line)}
        tbody th{font-weight:500;min-width:6.5em}time,td strong{white-space:nowrap}tbody th .aside{font-weight:400}thead th{color:var(--soft);font-weight:500;font-size:.92em}
        nav ol{list-style:none;padding:0;margin:0}nav ol ol{padding-left:1em;font-size:.94em}nav li{margin:.2em 0}
        nav a{text-decoration:none}nav a:hover{text-decoration:underline}
        .contents-title{font-weight:600;margin:0 0 .3em}
        nav{border:1px solid var(--line);border-radius:.4rem;padding:.8rem 1rem;margin:1.5rem 0}
        footer{margin-top:3rem;border-top:1px solid var(--line);color:var(--soft);font-size:.9em;overflow-wrap:anywhere}
        @media (min-width:75rem){
        .with-contents{max-width:80rem;display:grid;grid-template-columns:15rem minmax(0,1fr);column-gap:3rem}
        .with-contents>*{grid-column:2}
        .with-contents>nav{grid-column:1;grid-row:1/span 9;position:sticky;top:1.5rem;align-self:start;max-height:calc(100vh - 3rem);overflow:auto;margin:.5rem 0;font-size:.92rem}
        }
        @media (max-width:44rem){
        .page{padding:1rem .9rem 3rem}h1{font-size:1.5rem}h2{font-size:1.25rem}
        dl{display:block}dt{font-size:.88em;margin-top:.35em}
        thead{position:absolute;left:-99em}table,tbody,tr,tbody th,td{display:block}
        tr{border-bottom:1px solid var(--line);padding:.5em 0}th,td{border:0;padding:.1em 0}.none{display:none}
        tbody th{font-weight:600}
        td[data-heading]::before{content:attr(data-heading);display:block;color:var(--soft);font-size:.82em;margin-top:.3em}
        }
        @page{size:A4;margin:18mm 16mm}
        @media print{
        :root{--ink:#000;--soft:#444;--paper:#fff;--tint:#fff;--line:#bbb;--link:#000;--flag:#eee;--flag-ink:#000;--edge:#888}
        body{font-size:10pt}.page{max-width:none;padding:0}.skip,.language{display:none}
        a{text-decoration:none}h2,h3,h4,h5,.name,.words,dt{break-after:avoid}.rule,.duty,tr{break-inside:avoid}thead{display:table-header-group}
        .scroll{overflow:visible}details::details-content{content-visibility:visible;block-size:auto}mark{border:1px solid #888}
        nav{break-after:page}header,footer,main>p,main>ul,main>dl,.rule,.duty{max-width:none}
        }

        """
}
