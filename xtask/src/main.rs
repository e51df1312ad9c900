//! `cargo xtask <task>`: everything a person or CI does with this repository.

use std::env;
use std::process::ExitCode;

mod admin;
mod arguments;
mod bench;
mod build;
mod dev;
mod doctor;
mod geography;
mod openapi;
mod pins;
mod place;
mod reference;
mod run;
mod sample_world;
mod samples;
mod setup;
mod soak;
mod test;
mod tidy;
mod tools;
mod wrangler;

use arguments::Arguments;
use build::{Part, Speed};
use run::Outcome;
use test::Suite;
use wrangler::Place;

const HELP: &str = "cargo xtask <task>

  doctor                             what is here, what is missing, how to get it
  setup                              get every tool the build and the tests need
  build [worker|browser|all] [--fast]
  dev [--port 8787] [--persist DIR] [--release]
  dev --sample-world [--again] …     about 300 cases of sixty days and officers of every role; local only
  test [host|api|browser]            every check and test; what CI runs
  soak [--kills 500] [--seed N]      phones killed, networks broken: nothing lost, nothing twice
  bench [size|routing|rate|web] [--url URL]  the budgets of the design, measured
  bench scale [--cases 1000000] [--statements] [--keep DIR]  every page over a million cases: times and plans
  samples [--url URL]                send the sample complaints to a running system
  tidy                               rules of the house that no compiler checks
  openapi [--check]                  docs/openapi.json from the types of the wire; or whether it is that
  admin token --role R [--agency A] [--unit U] (--name N | --officer ID) [--days 90]
  admin invite (--role R [--agency A] [--unit U] --name N | --officer ID) [--days 7] [--origin https://HOST]
  admin revoke (--token-hash PREFIX | --officer ID)      all: [--remote | --persist-to DIR]
  geography                          build/geo: polygons for positions and maps, from data/*.topo.json
  reference check                    every mistake in data/*.csv, with file and line
  reference load [--local|--remote] [--persist DIR] [--villages] [--overwrite]
  reference export [--local|--remote] [--persist DIR]    what was edited at the desk, back into data/*.csv

Variables: SATUPINTU_TOOLS (where tools are kept), SATUPINTU_WASM=debian (skip rustup for wasm32),
SATUPINTU_SKIP_BUILD (`build` does nothing), CHROMIUM (the browser for tests).
";

fn main() -> ExitCode {
    let mut arguments = Arguments::new(env::args().skip(1).collect());
    let result = match arguments.word().as_deref() {
        Some("setup") => arguments.finish().and_then(|()| setup::setup()),
        Some("doctor") => arguments.finish().and_then(|()| doctor::doctor()),
        Some("tidy") => arguments.finish().and_then(|()| tidy::tidy()),
        Some("test") => test_task(arguments),
        Some("soak") => soak_task(arguments),
        Some("bench") => bench_task(arguments),
        Some("samples") => samples_task(arguments),
        Some("dev") => dev_task(arguments),
        Some("build") => build_task(arguments),
        Some("openapi") => openapi_task(arguments),
        Some("reference") => reference_task(arguments),
        Some("geography") => arguments
            .finish()
            .and_then(|()| geography::files().map(drop)),
        Some("admin") => admin_task(arguments),
        None | Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            Ok(())
        }
        Some(other) => Err(format!("there is no task `{other}`\n\n{HELP}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}", error.trim_end());
            ExitCode::FAILURE
        }
    }
}

fn build_task(mut arguments: Arguments) -> Outcome {
    let part = match arguments.word().as_deref() {
        Some("worker") => Part::Worker,
        Some("browser") => Part::Browser,
        None | Some("all") => Part::All,
        Some(other) => {
            return Err(format!(
                "build what? `{other}` is not worker, browser or all"
            ));
        }
    };
    let speed = if arguments.flag("--fast") {
        Speed::Fast
    } else {
        Speed::Release
    };
    arguments.finish()?;
    build::build(part, speed)
}

fn reference_task(mut arguments: Arguments) -> Outcome {
    let task = arguments.word();
    let persist = arguments.value("--persist")?;
    let is_remote = arguments.flag("--remote");
    let is_local = arguments.flag("--local");
    let with_villages = arguments.flag("--villages");
    let overwrites = arguments.flag("--overwrite");
    arguments.finish()?;
    if is_remote && (is_local || persist.is_some()) {
        return Err("--remote excludes --local and --persist".into());
    }
    let place = match is_remote {
        true => Place::Remote,
        false => Place::Local(wrangler::state_dir(persist)),
    };
    match task.as_deref() {
        Some("check") => reference::check(),
        Some("load") => {
            setup::npm::ensure()?;
            reference::load(&place, with_villages, overwrites)
        }
        Some("export") => {
            setup::npm::ensure()?;
            reference::export(&place)
        }
        _ => Err("reference check, reference load, or reference export".into()),
    }
}

fn admin_task(mut arguments: Arguments) -> Outcome {
    let task = arguments.word();
    let persist = arguments.value("--persist-to")?;
    let is_remote = arguments.flag("--remote");
    if is_remote && persist.is_some() {
        return Err("--remote excludes --persist-to".into());
    }
    let place = match is_remote {
        true => Place::Remote,
        false => Place::Local(wrangler::state_dir(persist)),
    };
    let officer = arguments.value("--officer")?;
    match task.as_deref() {
        Some("token") => {
            let asked = admin::NewToken {
                role: arguments.value("--role")?.ok_or("--role is missing")?,
                agency: arguments.value("--agency")?,
                unit: arguments.value("--unit")?,
                name: arguments.value("--name")?,
                officer,
                days: number(&mut arguments, "--days")?,
            };
            arguments.finish()?;
            admin::token(&asked, &place)
        }
        Some("invite") => {
            let asked = admin::NewInvitation {
                role: arguments.value("--role")?,
                agency: arguments.value("--agency")?,
                unit: arguments.value("--unit")?,
                name: arguments.value("--name")?,
                officer,
                days: number(&mut arguments, "--days")?,
                origin: arguments.value("--origin")?,
            };
            arguments.finish()?;
            admin::invite(&asked, &place)
        }
        Some("revoke") => {
            let hash = arguments.value("--token-hash")?;
            arguments.finish()?;
            match (hash, officer) {
                (Some(hash), None) => admin::revoke_token(&hash, &place),
                (None, Some(officer)) => admin::revoke_officer(&officer, &place),
                _ => Err("revoke either --token-hash or --officer".into()),
            }
        }
        _ => Err("admin token, admin invite, or admin revoke".into()),
    }
}

fn dev_task(mut arguments: Arguments) -> Outcome {
    let port = match arguments.value("--port")? {
        Some(port) => port.parse().map_err(|_| format!("{port} is not a port"))?,
        None => 8787,
    };
    let persist = arguments.value("--persist")?;
    let sample_world = sample_world_options(&mut arguments)?;
    let state = match (persist, sample_world) {
        (None, Some(_)) => sample_world::default_dir(),
        (persist, _) => wrangler::state_dir(persist),
    };
    let speed = if arguments.flag("--release") {
        Speed::Release
    } else {
        Speed::Fast
    };
    arguments.finish()?;
    dev::dev(&dev::Options {
        port,
        state,
        speed,
        sample_world,
    })
}

/// `--cases N` and `--only` are for tests.
fn sample_world_options(arguments: &mut Arguments) -> Outcome<Option<sample_world::Options>> {
    if !arguments.flag("--sample-world") {
        return Ok(None);
    }
    sample_world::refuse_remote(arguments.flag("--remote"))?;
    let cases = number(arguments, "--cases")?;
    Ok(Some(sample_world::Options {
        is_again: arguments.flag("--again"),
        cases: cases.map(|cases| usize::try_from(cases).unwrap_or(usize::MAX).min(2000)),
        is_only_made: arguments.flag("--only"),
    }))
}

fn openapi_task(mut arguments: Arguments) -> Outcome {
    let is_check = arguments.flag("--check");
    arguments.finish()?;
    openapi::openapi(is_check)
}

fn test_task(mut arguments: Arguments) -> Outcome {
    let suite = match arguments.word().as_deref() {
        None => None,
        Some("host") => Some(Suite::Host),
        Some("api") => Some(Suite::Api),
        Some("browser") => Some(Suite::Browser),
        Some(other) => return Err(format!("test what? `{other}` is not host, api or browser")),
    };
    let filter = arguments.word();
    arguments.finish()?;
    test::test(suite, filter.as_deref())
}

fn soak_task(mut arguments: Arguments) -> Outcome {
    let kills = number(&mut arguments, "--kills")?.unwrap_or(500);
    let seed = number(&mut arguments, "--seed")?;
    arguments.finish()?;
    soak::soak(&soak::Options { kills, seed })
}

fn number(arguments: &mut Arguments, name: &str) -> Outcome<Option<u32>> {
    let value = arguments.value(name)?;
    value
        .map(|value| {
            let wrong = format!("{name} {value} is not a number");
            value.parse().map_err(|_| wrong)
        })
        .transpose()
}

fn bench_task(mut arguments: Arguments) -> Outcome {
    let what = arguments.word();
    let url = url(&mut arguments)?;
    let sizes = bench::scale::Options {
        cases: number(&mut arguments, "--cases")?.unwrap_or(1_000_000),
        is_without_pages: arguments.flag("--statements"),
        keep: arguments.value("--keep")?.map(std::path::PathBuf::from),
    };
    arguments.finish()?;
    bench::bench(what.as_deref(), &url, &sizes)
}

fn samples_task(mut arguments: Arguments) -> Outcome {
    let url = url(&mut arguments)?;
    arguments.finish()?;
    samples::samples(&url)
}

fn url(arguments: &mut Arguments) -> Outcome<String> {
    let url = arguments.value("--url")?;
    let url = url.unwrap_or_else(|| "http://localhost:8787".to_owned());
    Ok(url.trim_end_matches('/').to_owned())
}
