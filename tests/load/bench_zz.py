import os,time,logging
from tests.load import bench_tag as b
os.environ.update(SECRET_KEY=b.SECRET, DEMO="1", PUBLIC_URL="http://127.0.0.1:9")
a=b.prepare()
from tests.load.tag_server import house
from sqlalchemy import event
from app.infra import engine
c=house.test_client()
c.get(a[0])
log=[]
eng=engine.get()
@event.listens_for(eng,"before_cursor_execute")
def x(conn,cur,st,p,ctx,many): ctx._t=time.perf_counter()
@event.listens_for(eng,"after_cursor_execute")
def y(conn,cur,st,p,ctx,many): log.append((time.perf_counter()-ctx._t,st.replace("\n"," ")[:110]))
@event.listens_for(eng,"commit")
def z(conn): log.append((0,"COMMIT"))
for i in (1,2,3):
    log.clear(); t=time.perf_counter(); c.get(a[i]); print("request",time.perf_counter()-t)
for l in log: print("%.4f %s"%l)
import cProfile,pstats
p=cProfile.Profile(); p.enable()
t=time.perf_counter()
for i in range(20): c.get(a[i+5])
print((time.perf_counter()-t)/20)
p.disable(); pstats.Stats(p).sort_stats('cumtime').print_stats(35)
